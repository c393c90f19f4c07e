import React, { useState } from "react";
import { Button } from "@acme/ui/button";
import styles from "./page.module.css";

const Chart = React.lazy(() => import("./chart"));

export interface Props {
  title: string;
}

export function Page({ title }: Props) {
  const [open, setOpen] = useState<boolean>(false);
  return (
    <main className={styles.main}>
      <h1>Don't import "./this" {title}</h1>
      <Button.Icon onClick={() => setOpen(!open)} label={`${title} (${open ? "open" : "closed"})`} />
      {open && <Chart data={[1, 2, 3].map((x) => x / 2)} />}
      <a href="https://example.com/a//b">it's here</a>
    </main>
  );
}

const helper = <T,>(value: T): T => value;

export default Page;
export { helper as identity };
