namespace Banyan.Cli.Editing;

/// <summary>What terminals send for keys. Source: xterm's control sequences, read 2026-11-20; the names of control keys are readline's.</summary>
internal static class KeyTable
{
    /// <summary>A control character.</summary>
    public static KeyKind Control(char sent) => sent switch
    {
        '\r' or '\n' => KeyKind.Enter,
        '\b' or '\u007f' => KeyKind.Backspace,
        '\t' => KeyKind.Tab,
        '\u0001' => KeyKind.Home,
        '\u0002' => KeyKind.Left,
        '\u0003' => KeyKind.Interrupt,
        '\u0004' => KeyKind.DeleteOrEnd,
        '\u0005' => KeyKind.End,
        '\u0006' => KeyKind.Right,
        '\u0007' => KeyKind.GiveUp,
        '\u000b' => KeyKind.DeleteToEnd,
        '\u000c' => KeyKind.ClearScreen,
        '\u000e' => KeyKind.Down,
        '\u0010' => KeyKind.Up,
        '\u0012' => KeyKind.Search,
        '\u0015' => KeyKind.DeleteToStart,
        '\u0017' => KeyKind.DeleteWordLeft,
        '\u0019' => KeyKind.Yank,
        '\u001a' => KeyKind.Suspend,
        _ => KeyKind.Other,
    };

    /// <summary>A character with Alt, which is sent behind an escape.</summary>
    public static KeyKind Alt(char sent) => sent switch
    {
        'b' or 'B' => KeyKind.WordLeft,
        'f' or 'F' => KeyKind.WordRight,
        'd' or 'D' => KeyKind.DeleteWordRight,
        '\b' or '\u007f' => KeyKind.DeleteWordLeft,
        '\r' or '\n' => KeyKind.NewLine,
        _ => KeyKind.Other,
    };

    /// <summary>A control sequence: its parameters and its last character.</summary>
    public static KeyKind Sequence(string parameters, char last)
    {
        var numbers = parameters.Split(';');
        var isWord = numbers is [_, "3" or "5" or "7"];
        return (last, numbers[0]) switch
        {
            ('A', _) => KeyKind.Up,
            ('B', _) => KeyKind.Down,
            ('C', _) => isWord ? KeyKind.WordRight : KeyKind.Right,
            ('D', _) => isWord ? KeyKind.WordLeft : KeyKind.Left,
            ('H', _) or ('~', "1" or "7") => KeyKind.Home,
            ('F', _) or ('~', "4" or "8") => KeyKind.End,
            ('~', "3") => isWord ? KeyKind.DeleteWordRight : KeyKind.Delete,
            _ => KeyKind.Other,
        };
    }
}
