using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>A field of a result.</summary>
/// <param name="Path">As <c>payment.amount</c>.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Words">The words of its name.</param>
internal sealed record ResultField(string Path, JsonSchema Schema, IReadOnlyList<string> Words)
{
    private static readonly string[] Money = ["total", "price", "amount", "cost", "refund", "balance", "sum", "fee", "value", "payment"];
    private static readonly string[] Counted = ["day", "days", "hours", "count", "number", "points", "percent", "items"];

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Schema.Type is "number" or "integer";

    /// <summary>Whether it is an amount of money.</summary>
    public bool IsMoney => IsNumber && (Schema.Format is "money" or "decimal" || (!Counted.Contains(Words[^1], StringComparer.Ordinal) && Words.Any(word => Money.Contains(word, StringComparer.Ordinal))));

    /// <summary>Whether it is a list.</summary>
    public bool IsList => Schema.Type == "array";

    /// <summary>Whether it is a day or an instant.</summary>
    public bool IsTime => Schema.Format is "date" or "date-time";

    /// <summary>Whether it is yes or no.</summary>
    public bool IsFlag => Schema.Type == "boolean";

    /// <summary>Stems of its name, without the endings of times as in <c>deliveredAt</c>.</summary>
    public IEnumerable<string> Stems => Words.Where(word => word is not ("at" or "on" or "is" or "has" or "date" or "time" or "day")).Select(Stemmer.Stem);
}
