namespace Banyan.Cli.Marking;

/// <summary>How letters look.</summary>
internal sealed record Style
{
    /// <summary>As they are, whatever the Markdown says.</summary>
    public static Style None { get; } = new() { IsOff = true };

    public bool IsOff { get; init; }

    public bool IsBold { get; init; }

    public bool IsDim { get; init; }

    public bool IsItalic { get; init; }

    public bool IsStruck { get; init; }

    public bool IsCode { get; init; }

    /// <summary>Text in it.</summary>
    public string On(string text)
    {
        var codes = string.Join(';', Codes());
        return IsOff || codes.Length == 0 || text.Length == 0 ? text : $"\u001b[{codes}m{text}\u001b[0m";
    }

    private IEnumerable<string> Codes()
    {
        if (IsBold)
        {
            yield return "1";
        }

        if (IsDim)
        {
            yield return "2";
        }

        if (IsItalic)
        {
            yield return "3";
        }

        if (IsStruck)
        {
            yield return "9";
        }

        if (IsCode)
        {
            yield return "36";
        }
    }
}
