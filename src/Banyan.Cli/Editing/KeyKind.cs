namespace Banyan.Cli.Editing;

/// <summary>What a key asks for.</summary>
internal enum KeyKind
{
    /// <summary>Nothing that is known here.</summary>
    Other,

    /// <summary>Text that was typed or pasted.</summary>
    Text,

    Enter,

    /// <summary>A line end within the text.</summary>
    NewLine,

    Backspace,

    Delete,

    Left,

    Right,

    Up,

    Down,

    Home,

    End,

    WordLeft,

    WordRight,

    DeleteWordLeft,

    DeleteWordRight,

    DeleteToStart,

    DeleteToEnd,

    /// <summary>Put back what was deleted last.</summary>
    Yank,

    Tab,

    ClearScreen,

    /// <summary>Search backwards in what was said before.</summary>
    Search,

    /// <summary>Leave the search, and take nothing of it.</summary>
    GiveUp,

    /// <summary>Ctrl-C.</summary>
    Interrupt,

    /// <summary>Ctrl-D: delete a letter, or on an empty line the end.</summary>
    DeleteOrEnd,

    /// <summary>Ctrl-Z.</summary>
    Suspend,
}
