namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>How well a value fits a parameter by what it is alone.</summary>
internal static class ValueFit
{
    /// <summary>Does not fit at all.</summary>
    public const double Never = -9;

    private static readonly string[] Sayings = ["text", "message", "title", "query", "body", "content", "name", "description", "subject", "data", "key", "word", "question", "keyword", "string"];
    private static readonly string[] Names = ["city", "location", "destination", "origin", "artist", "company", "name", "author", "language", "place", "country", "area", "from", "to", "restaurant", "recipient", "sender"];
    private static readonly string[] Sums = ["amount", "price", "principal", "total", "cost", "bill", "budget", "salary", "value", "investment", "income"];
    private static readonly string[] NoSums = ["rate", "term", "time", "number", "size", "length", "period", "weight", "height", "distance"];

    /// <summary>The fit: above 1 good, <see cref="Never"/> not at all.</summary>
    /// <param name="need">The parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="next">The word behind it; empty at the end.</param>
    public static double Of(ParamNeed need, SaidValue value, string next)
    {
        var kind = value.Kind;
        if ((kind == SaidKind.Time && (need.Description.Contains("yyyy", StringComparison.Ordinal) || need.Description.Contains("date and time", StringComparison.Ordinal)))
            || (kind is SaidKind.Number or SaidKind.Money && Units.Differ(next, need.Description)))
        {
            return Never;
        }

        return need.Sort switch
        {
            "list" => kind == SaidKind.List ? 2 : kind == SaidKind.Quote ? 0.6 : Never,
            "number" => Number(need, kind),
            "day" => kind == SaidKind.Day ? 2 : Never,
            "time" => kind == SaidKind.Time ? 2 : kind == SaidKind.Day ? 0.2 : Never,
            "email" => kind == SaidKind.Email ? 3 : Never,
            "phone" => kind == SaidKind.Phone ? 3 : Never,
            "link" => kind == SaidKind.Link ? 3 : kind == SaidKind.Quote ? 0.3 : Never,
            "text" => Text(need, kind),
            _ => Never,
        };
    }

    private static double Number(ParamNeed need, SaidKind kind) => kind switch
    {
        SaidKind.Percent => need.Words.Overlaps(["percentage", "percent", "rate", "tip", "discount", "interest"]) ? 2.5 : 0.7,
        SaidKind.Money => 1.5 + (need.Words.Overlaps(Sums) ? 0.7 : need.Words.Overlaps(NoSums) ? -0.5 : 0),
        SaidKind.Number => 1.5,
        _ => Never,
    };

    private static double Text(ParamNeed need, SaidKind kind)
    {
        var fit = kind switch
        {
            SaidKind.Quote => 1.6,
            SaidKind.Name or SaidKind.Code => 1.2,
            SaidKind.Email or SaidKind.Phone => -0.5,
            SaidKind.Link => 0,
            SaidKind.Money or SaidKind.Percent => -1.5,
            SaidKind.List => Never,
            _ => -1,
        };
        return fit + kind switch
        {
            SaidKind.Number when need.Words.Overlaps(["number", "id", "code", "amount", "zip"]) => 1.8,
            SaidKind.Code => need.Words.Overlaps(["currency", "from", "to", "symbol", "code", "base"]) ? 0.8 : -0.4,
            SaidKind.Quote when need.Words.Overlaps(Sayings) => 0.5,
            SaidKind.Name when need.Words.Overlaps(Names) => 0.5,
            SaidKind.Name when need.Words.Overlaps(["text", "message", "body", "content", "data", "query"]) => -0.6,
            _ => 0,
        };
    }
}
