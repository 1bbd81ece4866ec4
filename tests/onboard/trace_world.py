"""Small acts with the numbering habits of real ones, and a profile bound to one of them."""

import os
from pathlib import Path

from poryadok.norms.files import bundled

ACTS = Path(__file__).parent / "acts"
ORDERS = Path(os.environ.get("PORYADOK_ORDERS") or Path(__file__).parents[3] / "shared" / "orders")
POINTS = ACTS / "points.txt"

# every clause of points.txt is bound; comments and layout are to survive a recording
PROFILE = """\
# Вымышленное поселение: проверяет привязки, а не сроки.
format: 1
id: park
rank: municipality
title: Заречное поселение
municipality:
  name: Заречное поселение
  kind: rural-settlement
  region: Вымышленная область
  timezone: Europe/Moscow
  calendar: ru
act:
  kind: decision
  number: '17'
  date: 2023-03-03
  issuer: Заречный совет
  title: О парке
  clause: реш. п. 1
  in_force:
    from: 2023-03-03
  basis:
    aim:
      title: Цель
      clause: преамб.
  publication:
    portal:
      title: Портал
      clause: реш. п. 2
parties:
  service:
    title: Служба парка <b>
    kind: body
    clause: п. 4 абз. 1
  council:
    title: Совет
    kind: body
roles:
  keeper:
    title: Смотритель
    clause: прил. п. 1
    party: service
norms:
  # осмотр: постоянная обязанность
  paths.inspect:
    kind: standing
    title: Осмотр дорожек
    bearer: service
    source:
      locator: п. 4 абз. 1   # главный пункт
  damage.report:
    kind: response
    title: Сообщить о поломке
    bearer: service
    counterparty: council
    opens: misinfo.detected
    closes: misinfo.notified
    within: {hours: 3}
    source: {locator: п. 4 абз. 2}
  general.aims:
    kind: declaration
    title: Цели
    source:
      - locator: п. 1
      - locator: п. 2 абз. 1
      - locator: п. 2 абз. 2
      - locator: п. 2 абз. 3
      - locator: п. 2 абз. 4
  general.works:
    kind: declaration
    title: Работы
    source:
      - locator: п. 3 абз. 1
      - locator: п. 3 а абз. 1
      - locator: п. 3 а абз. 2
      - locator: п. 3 а абз. 3
      - locator: п. 3 б абз. 1
      - locator: п. 3 б абз. 2
  damage.record:
    kind: standing
    title: Запись поломок
    bearer: keeper
    source:
      - locator: прил. п. 2 абз. 1
      - locator: прил. п. 2 абз. 2
  other.law:
    kind: declaration
    title: Из другого акта
    source:
      locator: ст. 5
      act: Закон о парках
defects:
  slip:
    locator: п. 4 абз. 2
    kind: wording
    severity: editorial
    effect: Слово «немедленно» без числа.
"""


def write_profile(root: Path, text: str = PROFILE) -> Path:
    """A configuration folder with the one profile; returns the folder."""
    configs = root / "configs"
    (configs / "north").mkdir(parents=True)
    (configs / "vocabulary.yaml").write_bytes((bundled() / "vocabulary.yaml").read_bytes())
    (configs / "north" / "park.yaml").write_text(text, encoding="utf-8", newline="")
    return configs
