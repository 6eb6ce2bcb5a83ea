namespace Banyan.Intents.Migration.Board;

/// <summary>A time a board is read over.</summary>
internal sealed record BoardWindow
{
    private BoardWindow(string name, TimeSpan span) => (Name, Span) = (name, span);

    /// <summary>The windows there are.</summary>
    public static IReadOnlyList<BoardWindow> All { get; } =
        [new("1h", TimeSpan.FromHours(1)), new("24h", TimeSpan.FromHours(24)), new("7d", TimeSpan.FromDays(7)), new("30d", TimeSpan.FromDays(30))];

    /// <summary>The one taken when none is named: a day.</summary>
    public static BoardWindow Default => All[1];

    /// <summary><c>1h</c>, <c>24h</c>, <c>7d</c> or <c>30d</c>.</summary>
    public string Name { get; }

    /// <summary>How long it is.</summary>
    public TimeSpan Span { get; }

    /// <summary>The window of a name; null when there is none.</summary>
    public static BoardWindow? Find(string name) => All.FirstOrDefault(window => window.Name == name);
}
