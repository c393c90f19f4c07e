"""What a change does to the decisions, compared part by part: rules, waivers, settings. Pure, on two compiled trees."""
