import QtQuick
import QtQuick.Controls.Basic
import TfCollab.Theme

// A choice from a list of {text, value}.
ComboBox {
    id: choice

    property string label: ""

    textRole: "text"
    valueRole: "value"
    implicitHeight: Theme.target
    implicitWidth: 260 * Theme.scale
    font.pixelSize: Theme.body
    Accessible.name: label
    contentItem: Text {
        leftPadding: Theme.gap * 1.5
        rightPadding: Theme.pad * 2
        text: choice.displayText
        font: choice.font
        color: choice.enabled ? Theme.text : Theme.faint
        elide: Text.ElideRight
        verticalAlignment: Text.AlignVCenter
    }
    indicator: Canvas {
        x: choice.width - width - Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        width: 12
        height: 7
        property color ink: Theme.muted
        onInkChanged: requestPaint()
        onPaint: {
            const pen = getContext("2d");
            pen.reset();
            pen.strokeStyle = ink;
            pen.lineWidth = 2;
            pen.moveTo(1, 1);
            pen.lineTo(6, 6);
            pen.lineTo(11, 1);
            pen.stroke();
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: choice.hovered ? Theme.raised : Theme.surface
        border.width: 1
        border.color: Theme.fieldRule
        FocusRing {
            control: choice
        }
    }
    delegate: ItemDelegate {
        id: row
        required property var modelData
        required property int index
        width: ListView.view ? ListView.view.width : choice.width
        height: Theme.target
        highlighted: choice.highlightedIndex === index
        Accessible.name: modelData.text
        contentItem: Text {
            text: row.modelData.text
            font: choice.font
            color: Theme.text
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
        }
        background: Rectangle {
            color: row.highlighted ? Theme.pressed : "transparent"
        }
    }
    popup: Popup {
        y: choice.height + 2
        width: Math.max(choice.width, 200 * Theme.scale)
        height: Math.min(contentItem.implicitHeight + 2, 320 * Theme.scale)
        padding: 1
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: choice.popup.visible ? choice.delegateModel : null
            currentIndex: choice.highlightedIndex
            ScrollIndicator.vertical: ScrollIndicator {}
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.surface
            border.color: Theme.rule
        }
    }
}
