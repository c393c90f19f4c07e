"""Import name → distribution: what manifests and locks name, and a table of those whose two names differ.

The environment of the machine is never asked, so that the same commit gives the same answer everywhere.
"""

from __future__ import annotations

from mneme_cli.languages.python.manifest import MOST
from mneme_cli.model.entry import manifest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from mneme_cli.model.entry import Entry
    from mneme_cli.model.tree import Tree

_TABLE = """
_pytest=pytest airflow=apache-airflow allauth=django-allauth antlr4=antlr4-python3-runtime apache_beam=apache-beam
apiclient=google-api-python-client attr=attrs azure.core=azure-core azure.cosmos=azure-cosmos
azure.identity=azure-identity azure.keyvault.secrets=azure-keyvault-secrets azure.servicebus=azure-servicebus
azure.storage.blob=azure-storage-blob barcode=python-barcode beam=apache-beam binance=python-binance Bio=biopython
bluetooth=pybluez board=adafruit-blinka bs4=beautifulsoup4 bson=pymongo cairo=pycairo camelot=camelot-py
can=python-can cassandra=cassandra-driver celery=celery channels=channels clickhouse_driver=clickhouse-driver
community=python-louvain confluent_kafka=confluent-kafka consul=python-consul corsheaders=django-cors-headers
crispy_forms=django-crispy-forms crontab=python-crontab Crypto=pycryptodome Cryptodome=pycryptodomex
cv2=opencv-python daemon=python-daemon databricks.sql=databricks-sql-connector dateutil=python-dateutil
ddtrace=ddtrace debug_toolbar=django-debug-toolbar decouple=python-decouple delta=delta-spark discord=discord-py
django_celery_beat=django-celery-beat django_filters=django-filter dns=dnspython docx=python-docx
dotenv=python-dotenv editdistance=editdistance editor=python-editor elasticsearch_dsl=elasticsearch-dsl
engineio=python-engineio environ=django-environ faiss=faiss-cpu fitz=pymupdf flask_cors=flask-cors
flask_jwt_extended=flask-jwt-extended flask_login=flask-login flask_migrate=flask-migrate
flask_restful=flask-restful flask_sqlalchemy=flask-sqlalchemy flask_wtf=flask-wtf fuzzywuzzy=fuzzywuzzy gi=pygobject
git=gitpython github=pygithub gitlab=python-gitlab google.api_core=google-api-core google.auth=google-auth
google.cloud.aiplatform=google-cloud-aiplatform google.cloud.bigquery=google-cloud-bigquery
google.cloud.firestore=google-cloud-firestore google.cloud.logging=google-cloud-logging
google.cloud.pubsub_v1=google-cloud-pubsub google.cloud.secretmanager=google-cloud-secret-manager
google.cloud.spanner=google-cloud-spanner google.cloud.storage=google-cloud-storage
google.cloud.tasks_v2=google-cloud-tasks google.cloud.translate=google-cloud-translate
google.cloud.vision=google-cloud-vision google.genai=google-genai google.generativeai=google-generativeai
google.oauth2=google-auth google.protobuf=protobuf google_auth_oauthlib=google-auth-oauthlib
googleapiclient=google-api-python-client googlemaps=googlemaps gridfs=pymongo grpc=grpcio grpc_status=grpcio-status
grpc_tools=grpcio-tools guardian=django-guardian haystack=haystack-ai hdbscan=hdbscan hid=hidapi ibm_db=ibm-db
igraph=python-igraph imblearn=imbalanced-learn import_export=django-import-export IPython=ipython
ipywidgets=ipywidgets jenkins=python-jenkins jinja2=jinja2 jose=python-jose jsonlogger=python-json-logger
jupyter_client=jupyter-client jwt=pyjwt kafka=kafka-python keycloak=python-keycloak kombu=kombu
langchain_core=langchain-core ldap3=ldap3 ldap=python-ldap Levenshtein=levenshtein levenshtein=levenshtein
llama_index=llama-index magic=python-magic magic_filter=magic-filter markdown=markdown markupsafe=markupsafe
memcache=python-memcached mnemonic=mnemonic model_utils=django-model-utils mpl_toolkits=matplotlib mptt=django-mptt
multipart=python-multipart MySQLdb=mysqlclient nacl=pynacl nats=nats-py nbformat=nbformat neo4j=neo4j
nmap=python-nmap oauth2_provider=django-oauth-toolkit odf=odfpy onelogin=python3-saml OpenGL=pyopengl
OpenSSL=pyopenssl opentelemetry.sdk=opentelemetry-sdk opentelemetry=opentelemetry-api osgeo=gdal paho=paho-mqtt
pdfminer=pdfminer-six pika=pika PIL=pillow pkg_resources=setuptools plotly=plotly pptx=python-pptx
pptx_template=pptx-template psycopg2=psycopg2-binary pulsar=pulsar-client py=py pycocotools=pycocotools
pygame=pygame pylab=matplotlib pymongo=pymongo pymupdf=pymupdf pymysql=pymysql PyPDF2=pypdf2 pyspark=pyspark
pythoncom=pywin32 pythonjsonlogger=python-json-logger pywintypes=pywin32 rdkit=rdkit
rest_framework=djangorestframework rest_framework_simplejwt=djangorestframework-simplejwt RPi=rpi-gpio
ruamel.yaml=ruamel-yaml saml2=pysaml2 sdl2=pysdl2 sentence_transformers=sentence-transformers sentry_sdk=sentry-sdk
serial=pyserial setuptools=setuptools shapefile=pyshp skimage=scikit-image sklearn=scikit-learn
skopt=scikit-optimize slugify=python-slugify smbus=smbus snowflake.connector=snowflake-connector-python
snowflake.sqlalchemy=snowflake-sqlalchemy socketio=python-socketio socks=pysocks statsmodels=statsmodels
stdnum=python-stdnum storages=django-storages superset=apache-superset tabula=tabula-py taggit=django-taggit
telegram=python-telegram-bot tensorflow_hub=tensorflow-hub tf_keras=tf-keras tiktoken=tiktoken
torchvision=torchvision tree_sitter=tree-sitter tree_sitter_python=tree-sitter-python typer=typer ulid=python-ulid
umap=umap-learn unidiff=unidiff usb1=libusb1 usb=pyusb vlc=python-vlc werkzeug=werkzeug whitenoise=whitenoise
whois=python-whois win32api=pywin32 win32com=pywin32 win32con=pywin32 winreg=winreg wx=wxpython Xlib=python-xlib
xlrd=xlrd xlsxwriter=xlsxwriter Xlsxwriter=xlsxwriter xmlsec=xmlsec yaml=pyyaml zmq=pyzmq
"""
KNOWN = dict(pair.split("=") for pair in _TABLE.split())
ALSO = {
    "cv2": ("opencv-python-headless", "opencv-contrib-python", "opencv-contrib-python-headless"),
    "faiss": ("faiss-gpu",),
    "magic": ("python-magic-bin",),
    "onnxruntime": ("onnxruntime-gpu",),
    "psycopg": ("psycopg-binary", "psycopg-c"),
    "tensorflow": ("tensorflow-cpu", "tensorflow-gpu", "tensorflow-macos", "tf-nightly"),
    "PIL": ("pillow-simd",),
    "Crypto": ("pycrypto",),
    "kafka": ("kafka-python-ng",),
    "jwt": ("jwt",),
    "serial": ("serial",),
    "attr": ("attrs",),
    "attrs": ("attrs",),
    "airflow": ("apache-airflow-core",),
    "grpc": ("grpcio-tools",),
    "docx": ("docx",),
}
"""Other distributions that bring the same import name."""


def declared(tree: Tree, paths: tuple[str, ...]) -> dict[str, str]:
    """Return import name → distribution, by the rule of thumb (`-` is `_`), of all that manifests and locks name.

    Locks come first, as they name what is installed; then what somebody asked for.
    """
    out: dict[str, str] = {}
    for entry in sorted(_named(tree, paths), key=lambda entry: (entry.direct, entry.name)):
        out.setdefault(entry.name.replace("-", "_"), entry.name)
        if entry.written.isidentifier():
            out.setdefault(entry.written, entry.name)
        if "." in entry.written:  # a namespace: zope.interface
            out.setdefault(entry.written, entry.name)
    there = set(out.values())
    for name, distribution in KNOWN.items():
        if distribution in there:
            out.setdefault(name, distribution)
    for name, others in ALSO.items():
        if found := next((each for each in others if each in there and KNOWN.get(name) not in there), ""):
            out[name] = found
    return dict(sorted(out.items()))


def _named(tree: Tree, paths: tuple[str, ...]) -> Iterator[Entry]:
    from mneme_cli import manifests

    rows = sorted((path.count("/"), path) for path in paths if manifest(path) in _FORMATS)
    for _, path in rows[:MOST]:
        yield from manifests.read(path, tree.read(path)).entries


_FORMATS = frozenset(
    (
        *("pyproject", "requirements", "setup_cfg", "setup_py", "pipfile"),
        *("uv_lock", "poetry_lock", "pdm_lock", "pylock", "pipfile_lock"),
    )
)
