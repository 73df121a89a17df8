import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import "settings"

FocusScope {
    id: page

    ScrollPane {
        id: scroll
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.pad
        ColumnLayout {
            id: column
            x: Math.max(Theme.pad, (scroll.width - width) / 2)
            y: Theme.pad
            width: Math.min(scroll.width - 2 * Theme.pad, 900 * Theme.scale)
            spacing: Theme.pad

            AppText {
                text: qsTr("Settings")
                font.pixelSize: Theme.heading
                font.weight: Font.DemiBold
            }
            Card {
                Layout.fillWidth: true
                title: qsTr("Appearance")
                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.pad * 2
                    Labelled {
                        label: qsTr("Theme")
                        Segments {
                            objectName: "theme"
                            label: qsTr("Theme")
                            value: app.settings.interface.theme
                            options: [
                                {
                                    "text": qsTr("Dark"),
                                    "value": "dark"
                                },
                                {
                                    "text": qsTr("Light"),
                                    "value": "light"
                                }
                            ]
                            onChosen: value => app.settings.set("interface", "theme", value)
                        }
                    }
                    Labelled {
                        label: qsTr("Language")
                        Segments {
                            objectName: "language"
                            label: qsTr("Language")
                            value: app.settings.language
                            options: Object.keys(app.settings.languages).map(code => ({
                                        "text": app.settings.languages[code],
                                        "value": code
                                    }))
                            onChosen: value => app.settings.set("interface", "language", value)
                        }
                    }
                    Labelled {
                        label: qsTr("Size of everything")
                        Segments {
                            objectName: "size"
                            label: qsTr("Size of everything")
                            value: app.settings.interface.text_scale
                            options: [0.8, 1, 1.25, 1.5, 2].map(scale => ({
                                        "text": Math.round(scale * 100) + " %",
                                        "value": scale
                                    }))
                            onChosen: value => app.settings.set("interface", "text_scale", value)
                        }
                    }
                }
            }
            Card {
                Layout.fillWidth: true
                title: qsTr("Protocol and thresholds")
                note: qsTr("They decide what is measured, and travel with every result. An exam that runs keeps those it began with.")
                Banner {
                    objectName: "fault"
                    Layout.fillWidth: true
                    kind: "error"
                    text: app.settings.fault
                }
                AppButton {
                    objectName: "resetClinical"
                    visible: app.settings.fault !== ""
                    text: qsTr("Put the usual thresholds back")
                    onClicked: app.settings.reset_clinical()
                }
                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.pad * 2
                    enabled: app.settings.fault === ""
                    NumberSetting {
                        section: "protocol"
                        name: "measurements"
                        label: qsTr("Measurements of an eye")
                    }
                    NumberSetting {
                        section: "protocol"
                        name: "rest_s"
                        label: qsTr("Rest between them")
                        unit: qsTr("s")
                    }
                    NumberSetting {
                        section: "protocol"
                        name: "blinks"
                        label: qsTr("Blinks before each")
                    }
                    NumberSetting {
                        section: "clinical"
                        name: "time_limit_s"
                        label: qsTr("Longest measurement")
                        unit: qsTr("s")
                    }
                    NumberSetting {
                        section: "clinical"
                        name: "persistence_s"
                        label: qsTr("A break-up lasts at least")
                        unit: qsTr("s")
                    }
                    NumberSetting {
                        section: "clinical"
                        name: "cutoff_s"
                        label: qsTr("Cut-off")
                        unit: qsTr("s")
                    }
                }
                AppText {
                    Layout.fillWidth: true
                    text: qsTr("Source of the usual cut-off: %1").arg(app.settings.usual.cutoff_source)
                    color: Theme.faint
                    font.pixelSize: Theme.small
                }
            }
            Card {
                Layout.fillWidth: true
                title: qsTr("Camera and computing")
                note: qsTr("A camera gives what it can of this; the exam screen shows what it gave.")
                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.pad * 2
                    NumberSetting {
                        section: "capture"
                        name: "width"
                        label: qsTr("Width")
                        unit: qsTr("px")
                    }
                    NumberSetting {
                        section: "capture"
                        name: "height"
                        label: qsTr("Height")
                        unit: qsTr("px")
                    }
                    NumberSetting {
                        section: "capture"
                        name: "fps"
                        label: qsTr("Frames a second")
                    }
                    NumberSetting {
                        section: "capture"
                        name: "exposure"
                        label: qsTr("Exposure (the camera's own number)")
                    }
                    Labelled {
                        label: qsTr("Computes on")
                        AppChoice {
                            objectName: "provider"
                            label: qsTr("Computes on")
                            model: [
                                {
                                    "text": qsTr("The best there is"),
                                    "value": "auto"
                                },
                                {
                                    "text": "CPU",
                                    "value": "cpu"
                                },
                                {
                                    "text": "CUDA",
                                    "value": "cuda"
                                },
                                {
                                    "text": "TensorRT",
                                    "value": "tensorrt"
                                }
                            ]
                            currentIndex: ["auto", "cpu", "cuda", "tensorrt"].indexOf(app.settings.capture.provider)
                            onActivated: app.settings.set("capture", "provider", currentValue)
                        }
                    }
                }
            }
            Card {
                Layout.fillWidth: true
                title: qsTr("Shortcuts")
                spacing: 4
                Repeater {
                    model: app.settings.shortcuts.actions
                    KeySetting {
                        Layout.fillWidth: true
                    }
                }
                AppButton {
                    Layout.topMargin: Theme.gap
                    text: qsTr("Put the usual keys back")
                    onClicked: app.settings.shortcuts.reset()
                }
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
