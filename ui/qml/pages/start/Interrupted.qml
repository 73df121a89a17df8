import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Recordings that a crash broke off: each can be kept as an exam, or removed with a reason.
Card {
    id: card

    property string doomed: ""

    Component.onCompleted: app.interrupted.refresh()
    visible: app.interrupted.found.length > 0
    title: qsTr("Recordings that broke off")
    note: qsTr("The program or the computer stopped in the middle of them. What was recorded until then is here.")
    Repeater {
        model: app.interrupted.found
        ColumnLayout {
            id: row
            required property var modelData
            required property int index
            readonly property bool busy: app.interrupted.measuring === modelData.number
            readonly property string length: modelData.seconds > 0 ? qsTr("%1 s").arg(modelData.seconds.toFixed(1)) : qsTr("nothing can be read")
            objectName: "interrupted" + index
            Layout.fillWidth: true
            spacing: Theme.gap
            AppText {
                Layout.fillWidth: true
                text: row.modelData.whose || qsTr("Nobody knows whose")
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
            }
            AppText {
                Layout.fillWidth: true
                text: [row.modelData.eye, row.modelData.at, row.length].filter(part => part).join("  ·  ")
                color: Theme.muted
            }
            AppText {
                Layout.fillWidth: true
                visible: text !== ""
                text: row.modelData.problems.map(Words.said).join(" ")
                color: Theme.warning
            }
            AppText {
                Layout.fillWidth: true
                visible: row.modelData.whose === ""
                text: qsTr("To give it to a patient: tfcollab exam recover %1 --patient PSEUDONYM --eye OD").arg(row.modelData.number.slice(0, 12))
                color: Theme.muted
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap
                AppButton {
                    objectName: "keepInterrupted" + row.index
                    Layout.fillWidth: true
                    text: row.busy ? qsTr("Being measured …") : qsTr("Measure and keep")
                    enabled: app.interrupted.measuring === "" && row.modelData.whose !== "" && row.modelData.seconds > 0
                    onClicked: app.interrupted.keep(row.modelData.number)
                }
                AppButton {
                    objectName: "discardInterrupted" + row.index
                    text: qsTr("Remove …")
                    enabled: !row.busy
                    onClicked: {
                        card.doomed = row.modelData.number;
                        removing.open();
                    }
                }
            }
        }
    }
    AppDialog {
        id: removing
        objectName: "removeInterruptedDialog"
        title: qsTr("Remove the recording for good?")
        onOpened: {
            why.text = "";
            why.forceActiveFocus();
        }
        buttons: [
            AppButton {
                text: qsTr("Cancel")
                onClicked: removing.close()
            },
            AppButton {
                objectName: "removeNow"
                text: qsTr("Remove")
                kind: "danger"
                enabled: why.text.trim() !== ""
                onClicked: {
                    app.interrupted.discard(card.doomed, why.text);
                    removing.close();
                }
            }
        ]
        Labelled {
            Layout.fillWidth: true
            label: qsTr("Why; it is kept in the audit trail")
            AppField {
                id: why
                objectName: "whyRemove"
                Layout.fillWidth: true
                label: qsTr("Why; it is kept in the audit trail")
            }
        }
    }
}
