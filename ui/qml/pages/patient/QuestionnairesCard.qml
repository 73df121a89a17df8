import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// The questionnaires of a visit: the last filling-in of each with its score and band, earlier ones below it.
Card {
    id: card

    title: qsTr("Questionnaires")
    Repeater {
        model: app.visit.instruments
        ColumnLayout {
            id: entry
            required property var modelData
            required property int index
            readonly property var filled: app.visit.filled[modelData.name] ?? []
            readonly property var last: filled.length > 0 ? filled[0] : null
            Layout.fillWidth: true
            spacing: Theme.gap / 2
            Rectangle {
                Layout.fillWidth: true
                visible: entry.index > 0
                implicitHeight: 1
                color: Theme.rule
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.pad
                AppText {
                    Layout.preferredWidth: 72 * Theme.scale
                    text: entry.modelData.name
                    font.weight: Font.DemiBold
                    wrapMode: Text.NoWrap
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0
                    AppText {
                        objectName: "score" + entry.modelData.name
                        Layout.fillWidth: true
                        text: entry.last ? SheetWords.result(entry.last, entry.modelData.largest) : qsTr("not filled in")
                        color: entry.last ? Theme.text : Theme.faint
                    }
                    AppText {
                        Layout.fillWidth: true
                        visible: entry.last !== null
                        color: Theme.muted
                        font.pixelSize: Theme.small
                        text: entry.last ? [entry.last.at, entry.last.author, entry.last.reason ? qsTr("corrected: %1").arg(entry.last.reason) : ""].filter(part => part).join("  ·  ") : ""
                    }
                }
                AppButton {
                    objectName: "fill" + entry.modelData.name
                    focus: entry.index === 0
                    enabled: app.visit.ready
                    text: entry.last ? qsTr("Correct …") : qsTr("Fill in …")
                    Accessible.name: (entry.last ? qsTr("Correct %1") : qsTr("Fill in %1")).arg(entry.modelData.name)
                    onClicked: form.ask(entry.modelData, entry.last)
                }
            }
            Banner {
                Layout.fillWidth: true
                kind: "warning"
                text: entry.last ? Words.said(entry.last.remark) : ""
            }
            Repeater {
                model: entry.filled.slice(1)
                AppText {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.leftMargin: 72 * Theme.scale + Theme.pad
                    color: Theme.faint
                    font.pixelSize: Theme.small
                    text: qsTr("before: %1").arg([SheetWords.result(modelData, entry.modelData.largest), modelData.at, modelData.author, modelData.reason].filter(part => part).join("  ·  "))
                }
            }
            AppText {
                Layout.fillWidth: true
                Layout.leftMargin: 72 * Theme.scale + Theme.pad
                visible: entry.last !== null
                color: Theme.faint
                font.pixelSize: Theme.small
                text: Words.said(entry.modelData.source)
            }
        }
    }
    QuestionnaireForm {
        id: form
    }
}
