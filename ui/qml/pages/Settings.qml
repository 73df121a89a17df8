import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import "settings"

FocusScope {
    id: page

    readonly property var later: [camera, models, record, access, people, keys]

    Timer {
        property int made: 0
        interval: 1
        repeat: true
        running: made < page.later.length
        onTriggered: page.later[made++].active = true
    }
    ScrollPane {
        id: scroll
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.pad

        function show(card) {
            contentY = Math.max(0, Math.min(contentHeight - height, column.y + card.y - Theme.gap));
        }
        ColumnLayout {
            id: column
            x: Math.max(Theme.pad, (scroll.width - width) / 2)
            y: Theme.pad
            width: Math.min(scroll.width - 2 * Theme.pad, 1000 * Theme.scale)
            spacing: Theme.pad

            AppText {
                text: qsTr("Settings")
                font.pixelSize: Theme.heading
                font.weight: Font.DemiBold
            }
            Flow {
                objectName: "sections"
                Layout.fillWidth: true
                spacing: Theme.gap
                Repeater {
                    model: [appearance, protocol].concat(page.later)
                    AppButton {
                        required property var modelData
                        required property int index
                        objectName: "section" + index
                        text: modelData.title
                        Accessible.name: qsTr("Go to: %1").arg(text)
                        onClicked: scroll.show(modelData)
                    }
                }
            }
            AppearanceCard {
                id: appearance
                Layout.fillWidth: true
            }
            ProtocolCard {
                id: protocol
                Layout.fillWidth: true
            }
            Later {
                id: camera
                Layout.fillWidth: true
                sourceComponent: CameraCard {}
            }
            Later {
                id: models
                Layout.fillWidth: true
                sourceComponent: ModelsCard {}
            }
            Later {
                id: record
                Layout.fillWidth: true
                sourceComponent: RecordCard {}
            }
            Later {
                id: access
                Layout.fillWidth: true
                sourceComponent: AccessCard {}
            }
            Later {
                id: people
                Layout.fillWidth: true
                sourceComponent: PeopleCard {}
            }
            Later {
                id: keys
                Layout.fillWidth: true
                sourceComponent: KeysCard {}
            }
            AppText {
                Layout.fillWidth: true
                text: qsTr("Kept in %1").arg(app.settings.file)
                color: Theme.faint
                font.pixelSize: Theme.small
                wrapMode: Text.WrapAnywhere
            }
        }
    }
}
