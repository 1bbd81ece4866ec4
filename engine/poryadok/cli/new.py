"""``poryadok new``: a workspace, a profile, a mapping."""

from poryadok.cli.groups import lazy_group

__all__ = ["COMMANDS", "command"]

COMMANDS = {
    "mapping": ("poryadok.cli.new_mapping", "Предложить сопоставление по заголовкам и образцу выгрузки."),
}

command = lazy_group(COMMANDS)("new", help="Создать заготовку.", subcommand_metavar="ЧТО [АРГУМЕНТЫ]...")
