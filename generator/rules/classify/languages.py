"""Rules that read descriptions in other languages than English: their first words, by what a call does.

Released servers describe their tools in the language of their users. Only the first sentence is read, and only where it opens with
no English verb. Where words have endings, the first word counts; where they are not set apart by spaces, the first characters do.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.rules.classify.lexicon import Kind
from generator.rules.classify.opening import opens_with_verb
from generator.rules.classify.reading import Reading
from generator.rules.classify.rule import Family, Found

_OPENING: Final[dict[Kind, str]] = {
    "read": """
        récupère récupérer récupérez obtient obtenir liste lister listez retourne retourner renvoie affiche afficher recherche rechercher
        cherche trouve trouver consulte consulter lire identifie extrait compte vérifie vérifier donne fournit produit
        obtiene obtener obtén lista listar devuelve devolver muestra mostrar busca buscar consulta consultar lee leer recupera recuperar
        encuentra verifica verificar
        obtém obter retorna retornar mostra exibe pesquisa pesquisar consulte lê ler
        ruft listet zeigt zeige sucht suche liefert gibt liest lese findet prüft abrufen auflisten holt
        ottiene ottenere elenca restituisce cerca cercare legge trova
        haalt toont zoekt geeft leest pobiera wyświetla zwraca wyszukuje listeler getirir gösterir arar
        hämtar visar söker listar
    """,
    "write": """
        crée créer ajoute ajouter modifie modifier enregistre envoie envoyer publie renomme déplace génère générer
        désactive associe importe
        crea crear añade añadir agrega agregar actualiza actualizar guarda guardar envía enviar publica mueve genera generar modifica
        modificar establece configura asigna sube cria criar adiciona adicionar atualiza atualizar salva altera edita editar gera
        erstellt erstelle aktualisiert aktualisiere fügt speichert sendet ändert bearbeitet setzt verschiebt lädt legt erzeugt
        creare aggiunge aggiorna invia salva sposta maakt voegt werkt stuurt slaat tworzy dodaje aktualizuje wysyła oluşturur ekler
        günceller gönderir kaydeder skapar uppdaterar skickar sparar
    """,
    "execute": """
        exécute exécuter lancer démarre arrête déploie redémarre déclenche ejecuta ejecutar inicia iniciar detiene despliega
        reinicia executa executar implanta führt startet stoppt esegue avvia ferma voert uruchamia çalıştırır başlatır kör startar
    """,
    "destructive": """
        supprime supprimer efface elimina eliminar borra borrar quita apaga apagar remove excluir exclui löscht lösche
        entfernt entferne leert cancella rimuove verwijdert usuwa siler kaldırır raderar
    """,
    "financial": "paie payer rembourse paga pagar reembolsa transfiere bezahlt überweist erstattet rimborsa betaalt płaci öder betalar",
}
_FIRST: Final[dict[str, Kind]] = {word: kind for kind, words in _OPENING.items() for word in words.split()}
"""First words of sentences: French, Spanish, Portuguese, German, Italian, Dutch, Polish, Turkish, Swedish."""
_PIECES: Final[dict[Kind, str]] = {
    "read": "获取 下载 查询 列出 搜索 读取 查看 检查 检索 返回 显示 取得 一覧 検索 表示 参照 確認 조회 검색 가져 목록 확인 получ возвращ показ найти поиск ищет список чита",
    "write": "创建 添加 新增 更新 修改 设置 上传 保存 发送 写入 绑定 配置 生成 编辑 作成 追加 変更 登録 送信 保存 設定 생성 추가 수정 업데이트 전송 저장 설정 созда добав обнов измен отправ сохран",
    "execute": "执行 运行 启动 停止 部署 重启 触发 调用 実行 起動 停止 실행 시작 중지 запуск выполн останов",
    "destructive": "删除 移除 清空 清除 销毁 卸载 削除 消去 삭제 제거 удал очищ",
    "financial": "支付 付款 退款 转账 下单 購入 支払 返金 送金 결제 환불 송금 оплат перечисл",
}
_KIND_OF_PIECE: Final[dict[str, Kind]] = {piece: kind for kind, pieces in _PIECES.items() for piece in pieces.split()}
"""Stems that stand at the head of a sentence without an ending to tell them by: Chinese, Japanese, Korean, Russian."""
_ANY_PIECE: Final = re.compile("|".join(map(re.escape, _KIND_OF_PIECE)))
_WORD: Final = re.compile(r"[^\W\d_]+")
_JOINED: Final = re.compile(r"[\s并和、及/或与]{1,3}")
_HEAD: Final = 24
"""Characters of the sentence in which the first stem is looked for. Chosen: subject and verb of the observed sentences."""


def find(reading: Reading) -> Iterator[Found]:
    """The first word of the description, or the stems at its head."""
    if not reading.text or opens_with_verb(reading):
        return
    word = _WORD.search(reading.sentence)
    kind = _FIRST.get(word[0].lower()) if word else None
    if word and kind:
        yield Found(f"language/{kind}", word[0], kind)
    elif not reading.sentence.isascii():
        for piece in _stems(reading.sentence.lower()):
            yield Found(f"language/{_KIND_OF_PIECE[piece]}", piece, _KIND_OF_PIECE[piece])


def _stems(sentence: str) -> Iterator[str]:
    """The first stem of the sentence's head, and those joined to it: `下载并部署`."""
    stem = _ANY_PIECE.search(sentence, 0, _HEAD)
    while stem:
        yield stem[0]
        joint = _JOINED.match(sentence, stem.end())
        stem = _ANY_PIECE.match(sentence, joint.end()) if joint else None


FAMILY: Final = Family(
    sentences={
        "language/read": "The description says in another language that something is looked up.",
        "language/write": "The description says in another language that something is created or changed.",
        "language/execute": "The description says in another language that something is run or set off.",
        "language/destructive": "The description says in another language that something is removed.",
        "language/financial": "The description says in another language that something is paid, charged or traded.",
    },
    find=find,
)
