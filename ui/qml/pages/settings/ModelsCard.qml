import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// The installed models: what each is for, whether it is the very file that its contract describes, and its card.
Card {
    id: card

    property var shown: ({})

    function task(code) {
        return ({
                "classify": qsTr("Class of a frame"),
                "detect": qsTr("Where the rings are"),
                "segment": qsTr("Where the film is broken")
            })[code] ?? qsTr("Not known");
    }

    title: qsTr("Models")
    note: qsTr("They are checked against their hash before every exam; one that was altered computes nothing.")
    Component.onCompleted: if (app.models.state === "none")
        app.models.look()
    AppBusy {
        running: app.models.state === "busy"
    }
    Repeater {
        model: app.models.found
        Rectangle {
            id: row
            required property var modelData
            required property int index
            objectName: "model" + index
            Layout.fillWidth: true
            implicitHeight: content.implicitHeight + 2 * Theme.gap
            radius: Theme.radius
            color: Theme.raised
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.name + ", " + card.task(modelData.task) + ", " + state.text
            RowLayout {
                id: content
                anchors {
                    left: parent.left
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                    margins: Theme.pad
                }
                spacing: Theme.pad
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2
                    AppText {
                        Layout.fillWidth: true
                        text: card.task(row.modelData.task)
                        font.weight: Font.DemiBold
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                    }
                    AppText {
                        Layout.fillWidth: true
                        color: Theme.muted
                        font.pixelSize: Theme.small
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                        text: [row.modelData.name, row.modelData.version, row.modelData.size, row.modelData.shipped ? "" : qsTr("imported"), row.modelData.used ? "" : qsTr("not used in exams")].filter(part => part).join("  ·  ")
                    }
                    AppText {
                        objectName: "modelFault" + row.index
                        Layout.fillWidth: true
                        visible: text !== ""
                        color: Theme.danger
                        font.pixelSize: Theme.small
                        text: Words.said(row.modelData.fault)
                    }
                }
                Mark {
                    id: state
                    objectName: "modelState" + row.index
                    text: row.modelData.good ? qsTr("Hash verified") : qsTr("Not usable")
                    dot: row.modelData.good ? Theme.good : Theme.danger
                }
                AppButton {
                    objectName: "modelCard" + row.index
                    text: qsTr("Card")
                    Accessible.name: qsTr("Card of %1").arg(row.modelData.name)
                    onClicked: {
                        card.shown = row.modelData;
                        sheet.open();
                    }
                }
            }
        }
    }
    AppButton {
        objectName: "verifyModels"
        text: qsTr("Check again")
        enabled: app.models.state !== "busy"
        onClicked: app.models.look()
    }
    AppDialog {
        id: sheet
        objectName: "modelSheet"
        title: card.shown.name ?? ""
        wantedWidth: 860 * Theme.scale
        buttons: AppButton {
            text: qsTr("Close")
            kind: "primary"
            focus: true
            onClicked: sheet.close()
        }
        AppText {
            objectName: "modelHash"
            Layout.fillWidth: true
            text: [qsTr("SHA-256 %1").arg(card.shown.sha256 || "–"), card.shown.int8 ? qsTr("integer form %1").arg(card.shown.int8) : "", card.shown.fp16 ? qsTr("half-float form %1").arg(card.shown.fp16) : "", card.shown.path ?? ""].filter(part => part).join("\n")
            color: Theme.muted
            font.pixelSize: Theme.small
            font.family: "monospace"
            wrapMode: Text.WrapAnywhere
        }
        AppText {
            objectName: "modelCardText"
            Layout.fillWidth: true
            visible: text !== ""
            text: card.shown.card ?? ""
            textFormat: Text.MarkdownText
        }
        AppText {
            Layout.fillWidth: true
            visible: !card.shown.card
            color: Theme.muted
            text: qsTr("It has no card.")
        }
    }
}
