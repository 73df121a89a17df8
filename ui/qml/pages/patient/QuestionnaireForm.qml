import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// The answers of one questionnaire, as they are marked on the paper form; the score follows as one types.
FormDialog {
    id: dialog

    property var instrument: ({
            "name": "",
            "highest": [],
            "source": "",
            "largest": ""
        })
    // the last filling-in of this visit; null where there is none
    property var last: null
    property var answers: []
    readonly property var scored: answers.length > 0 ? app.visit.scored(instrument.name, answers) : ({
            "score": "",
            "missing": [],
            "remark": ""
        })
    readonly property bool changed: JSON.stringify(answers) !== JSON.stringify(last ? last.answers : instrument.highest.map(() => null))

    function ask(chosen, filled) {
        answers = [];
        instrument = chosen;
        last = filled ?? null;
        answers = last ? last.answers.map(answer => answer ?? null) : chosen.highest.map(() => null);
        reason.text = "";
        begin();
        rows.itemAt(0).forceActiveFocus(Qt.TabFocusReason);
    }
    function answer(index, value) {
        const given = answers.slice();
        given[index] = value;
        answers = given;
    }
    function go(index) {
        const next = index < 0 ? null : rows.itemAt(index);
        if (next)
            next.forceActiveFocus(Qt.TabFocusReason);
        else if (index > 0)
            (last ? reason : dialog.saveButton).forceActiveFocus(Qt.TabFocusReason);
    }

    objectName: "questionnaireForm"
    form: app.visit
    wantedWidth: 760 * Theme.scale
    title: last ? qsTr("Correct %1").arg(instrument.name) : qsTr("Fill in %1").arg(instrument.name)
    dirty: changed
    complete: changed && answers.some(answer => answer !== null) && (!last || reason.text.trim() !== "")
    saveName: "keepQuestionnaire"
    told: answers.some(answer => answer !== null) ? SheetWords.result(scored, instrument.largest) : ""
    onSave: app.visit.save_questionnaire(instrument.name, answers, reason.text, last ? last.number : 0)
    AppText {
        Layout.fillWidth: true
        color: Theme.muted
        text: qsTr("The numbers as they are marked on the form, – where there is no answer. By keys: the digits one after the other.")
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.gap / 2
        Repeater {
            id: rows
            model: dialog.instrument.highest
            AnswerRow {
                required property int modelData
                required property int index
                objectName: "answer" + (index + 1)
                Layout.fillWidth: true
                label: SheetWords.question(dialog.instrument.name, index + 1)
                highest: modelData
                most: Math.max(...dialog.instrument.highest)
                value: dialog.answers[index] ?? null
                onChosen: value => dialog.answer(index, value)
                onAnswered: dialog.go(index + 1)
                onBefore: dialog.go(index - 1)
            }
        }
    }
    Banner {
        objectName: "contradiction"
        Layout.fillWidth: true
        kind: "warning"
        text: Words.said(dialog.scored.remark ?? "")
    }
    Labelled {
        Layout.fillWidth: true
        visible: dialog.last !== null
        label: qsTr("Why it is corrected")
        note: qsTr("The filling-in before stays on record.")
        AppField {
            id: reason
            objectName: "correctionReason"
            Layout.fillWidth: true
            label: qsTr("Why it is corrected")
            maximumLength: 300
            onAccepted: dialog.agree()
        }
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.faint
        font.pixelSize: Theme.small
        text: qsTr("Score and bands: %1").arg(Words.said(dialog.instrument.source))
    }
}
