using System.Globalization;
using System.Text;

namespace Banyan.Cli.Editing;

/// <summary>Text with a place in it. The place stands between what people see as letters, never within one.</summary>
internal sealed class EditBuffer
{
    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The place, in UTF-16 units.</summary>
    public int Cursor { get; private set; }

    /// <summary>What stands before the place.</summary>
    public string Before => Text[..Cursor];

    /// <summary>Takes other text, with the place at its end.</summary>
    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    /// <summary>Puts text in.</summary>
    public void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);

        // A combining mark belongs to the letter before it: the place stands behind both.
        Cursor = Ceiling(Cursor + text.Length);
    }

    /// <summary>Moves the place.</summary>
    /// <returns>False when it stands there already.</returns>
    public bool MoveTo(int place)
    {
        var has = place != Cursor;
        Cursor = place;
        return has;
    }

    /// <summary>Deletes from the place to another.</summary>
    /// <returns>What was deleted.</returns>
    public string DeleteTo(int place)
    {
        var (from, to) = (Math.Min(place, Cursor), Math.Max(place, Cursor));
        var deleted = Text[from..to];
        (Text, Cursor) = (Text.Remove(from, to - from), from);
        return deleted;
    }

    /// <summary>One letter to the left.</summary>
    public int Left() => StringInfo.ParseCombiningCharacters(Text).LastOrDefault(at => at < Cursor);

    /// <summary>One letter to the right.</summary>
    public int Right() => Ceiling(Cursor + 1);

    /// <summary>The beginning of this word or the one before.</summary>
    public int WordLeft()
    {
        var at = Cursor;
        while (at > 0 && !IsWord(at - 1))
        {
            at--;
        }

        while (at > 0 && IsWord(at - 1))
        {
            at--;
        }

        return at;
    }

    /// <summary>The end of this word or the next.</summary>
    public int WordRight()
    {
        var at = Cursor;
        while (at < Text.Length && !IsWord(at))
        {
            at++;
        }

        while (at < Text.Length && IsWord(at))
        {
            at++;
        }

        return at;
    }

    /// <summary>The beginning of the line the place is in.</summary>
    public int LineStart() => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    /// <summary>The end of the line the place is in.</summary>
    public int LineEnd() => Text.IndexOf('\n', Cursor) is >= 0 and var end ? end : Text.Length;

    /// <summary>The same letter of the line above; null in the first line.</summary>
    public int? Above()
    {
        var start = LineStart();
        return start == 0 ? null : Same(start < 2 ? 0 : Text.LastIndexOf('\n', start - 2) + 1, start - 1);
    }

    /// <summary>The same letter of the line below; null in the last line.</summary>
    public int? Below()
    {
        var end = LineEnd();
        return end == Text.Length ? null : Same(end + 1, Text.IndexOf('\n', end + 1) is >= 0 and var next ? next : Text.Length);
    }

    private int Same(int from, int to)
    {
        var letters = new StringInfo(Text[LineStart()..Cursor]).LengthInTextElements;
        var line = StringInfo.ParseCombiningCharacters(Text[from..to]);
        return letters < line.Length ? from + line[letters] : to;
    }

    private int Ceiling(int place)
    {
        foreach (var at in StringInfo.ParseCombiningCharacters(Text))
        {
            if (at >= place)
            {
                return at;
            }
        }

        return Text.Length;
    }

    // Letters beyond the first plane come in two halves; both count as what they make together.
    private bool IsWord(int at)
    {
        var start = char.IsLowSurrogate(Text[at]) && at > 0 ? at - 1 : at;
        return Rune.TryGetRuneAt(Text, start, out var rune)
            && (Rune.IsLetterOrDigit(rune) || rune.Value is '_' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherSymbol or UnicodeCategory.Format or UnicodeCategory.ModifierSymbol);
    }
}
