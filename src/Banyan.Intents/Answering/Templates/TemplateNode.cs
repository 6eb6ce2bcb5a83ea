namespace Banyan.Intents.Answering.Templates;

/// <summary>A piece of an answer's template.</summary>
internal abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>Words as they stand.</summary>
    public sealed record Words(string Text) : TemplateNode;

    /// <summary>A value: <c>{s1.status}</c>, <c>{s1.total|money}</c>, inside a list <c>{orderId}</c> or <c>{.}</c> for the element itself.</summary>
    public sealed record Value(string Path, string? Format) : TemplateNode;

    /// <summary>A part that stands only when a step ended so: <c>{?s2.ok:…}</c>, <c>{?s2.skipped:…}</c>, <c>{?s2.denied:…}</c>, <c>{?s2.failed:…}</c>, <c>{?s2.unknown:…}</c>; or when a value is there: <c>{?s1.note:…}</c>.</summary>
    public sealed record When(string Path, IReadOnlyList<TemplateNode> Body) : TemplateNode;

    /// <summary>A part that stands only when a value is absent or an empty list: <c>{^s1.orders:…}</c>.</summary>
    public sealed record Unless(string Path, IReadOnlyList<TemplateNode> Body) : TemplateNode;

    /// <summary>A part for each element of a list: <c>{#s1.orders:…}</c>.</summary>
    public sealed record Each(string Path, IReadOnlyList<TemplateNode> Body) : TemplateNode;
}
