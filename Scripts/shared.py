"""What several scripts share: the parser and the schema of check-hcl, and how the projects of a corpus are run."""
import importlib.machinery
import importlib.util
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent


def load_check_hcl():
    """check-hcl as a module; it needs the Python package pygohcl. Gives it with the types of the recorded schema."""
    loader = importlib.machinery.SourceFileLoader("check_hcl", str(HERE / "check-hcl"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("check_hcl", loader))
    loader.exec_module(module)
    with open(module.SCHEMA, encoding="utf-8") as schema_file:
        return module, json.load(schema_file)["types"]


def attribute_words():
    """The keys of all Compose attributes, as the coverage page lists them."""
    paths = re.findall(r"</a>`([^`]+)`", (HERE.parent / "Docs" / "coverage.md").read_text())
    return {part.strip("[]*") for path in paths for part in path.split(".")} - {""}


class Project:
    """A project of a corpus: its folder holds project/ and run.json (workdir, files, env, exitCode)."""

    def __init__(self, folder):
        run = json.loads((folder / "run.json").read_text())
        self.name = folder.name
        self.root = folder / "project"
        self.work = (self.root / run["workdir"]).resolve()
        self.words = ["-p", "corpus"] + [word for name in run["files"] for word in ("-f", name)]
        values = {key: value.replace("${PROJECT_DIR}", str(self.root)) for key, value in run["env"].items()}
        self.environment = {**values, "PWD": str(self.work)}
        self.is_accepted = run["exitCode"] == 0

    @staticmethod
    def all(corpus, only=""):
        """Those whose name holds a text, by name."""
        folders = sorted(pathlib.Path(corpus).resolve().iterdir())
        return [Project(folder) for folder in folders if only in folder.name and (folder / "run.json").is_file()]
