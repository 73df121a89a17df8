import QtQuick
import QtQuick.Layouts
import QtQuick.Dialogs
import TfCollab.Theme
import TfCollab.Controls
import "start"

FocusScope {
    id: page

    readonly property bool wide: width > 900 * Theme.scale

    ScrollPane {
        id: scroll
        anchors.fill: parent
        contentHeight: grid.implicitHeight + 2 * Theme.pad

        GridLayout {
            id: grid
            x: Math.max(Theme.pad, (scroll.width - width) / 2)
            y: Theme.pad
            width: Math.min(scroll.width - 2 * Theme.pad, 1240 * Theme.scale)
            columns: page.wide ? 2 : 1
            columnSpacing: Theme.pad
            rowSpacing: Theme.pad

            Loader {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                Layout.horizontalStretchFactor: 3
                Layout.preferredWidth: 100
                sourceComponent: {
                    switch (app.record.state) {
                    case "open":
                        return app.firstSteps ? camera : patients;
                    case "key":
                        return key;
                    case "none":
                        return first;
                    default:
                        return locked;
                    }
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                Layout.horizontalStretchFactor: 2
                Layout.preferredWidth: 100
                spacing: Theme.pad
                Interrupted {
                    Layout.fillWidth: true
                }
                Card {
                    Layout.fillWidth: true
                    title: qsTr("A recording")
                    note: qsTr("Replay a recording without a patient: every frame is analysed, nothing is kept.")
                    Labelled {
                        Layout.fillWidth: true
                        label: qsTr("Eye in the recording")
                        Segments {
                            id: eye
                            label: qsTr("Eye in the recording")
                            value: "unknown"
                            options: [
                                {
                                    "text": "OD",
                                    "value": "OD"
                                },
                                {
                                    "text": "OS",
                                    "value": "OS"
                                },
                                {
                                    "text": qsTr("Not known"),
                                    "value": "unknown"
                                }
                            ]
                            onChosen: value => eye.value = value
                        }
                    }
                    AppButton {
                        objectName: "openRecording"
                        Layout.fillWidth: true
                        text: qsTr("Open a recording …")
                        does: "app.open"
                        onClicked: chooser.open()
                    }
                    AppButton {
                        objectName: "demo"
                        Layout.fillWidth: true
                        text: qsTr("Show the sample recording")
                        onClicked: app.replay_sample()
                    }
                }
                Card {
                    Layout.fillWidth: true
                    title: qsTr("An exam without a patient")
                    note: qsTr("To practise: all as in an exam, nothing is kept.")
                    AppButton {
                        objectName: "practise"
                        Layout.fillWidth: true
                        text: qsTr("Practise")
                        onClicked: app.examine("", "")
                    }
                }
            }
        }
    }

    Component {
        id: first
        FirstRun {}
    }
    Component {
        id: key
        RecoveryKey {}
    }
    Component {
        id: camera
        FirstCamera {}
    }
    Component {
        id: locked
        Unlock {}
    }
    Component {
        id: patients
        Patients {}
    }

    FileDialog {
        id: chooser
        title: qsTr("Open a recording")
        nameFilters: [qsTr("Recordings (%1)").arg("*.mkv *.mp4 *.mov *.avi"), qsTr("All files (%1)").arg("*")]
        onAccepted: app.replay(String(selectedFile), eye.value)
    }
    AppShortcut {
        action: "app.open"
        onActivated: chooser.open()
    }
}
