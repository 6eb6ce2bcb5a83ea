namespace Banyan.Intents.Conditions.Templates;

/// <summary>A part of an answer's template; <see cref="TemplateReader"/> describes the grammar.</summary>
internal abstract record TemplatePart
{
    private TemplatePart()
    {
    }

    /// <summary>Words as they stand.</summary>
    /// <param name="Text">The words.</param>
    public sealed record Words(string Text) : TemplatePart;

    /// <summary>A value: <c>{s1.total|money}</c>.</summary>
    /// <param name="Path">Where it stands; root <c>it</c> is the element of the list around.</param>
    /// <param name="Format">One of <see cref="TemplateReader.Formats"/>; null for plain.</param>
    public sealed record Slot(ValuePath Path, string? Format) : TemplatePart;

    /// <summary>Said when a step ended so: <c>{?s2.ok:…}</c>.</summary>
    /// <param name="Step">Id of the step.</param>
    /// <param name="Status">One of <see cref="TemplateReader.Statuses"/>.</param>
    /// <param name="Parts">What is said.</param>
    public sealed record WhenEnded(string Step, string Status, IReadOnlyList<TemplatePart> Parts) : TemplatePart;

    /// <summary>Said when a value is there and not null: <c>{?s1.eta:…}</c>.</summary>
    /// <param name="Path">The value.</param>
    /// <param name="Parts">What is said.</param>
    public sealed record WhenThere(ValuePath Path, IReadOnlyList<TemplatePart> Parts) : TemplatePart;

    /// <summary>Said for each element of a list: <c>{#s1.orders:…}</c>.</summary>
    /// <param name="List">The list.</param>
    /// <param name="Parts">What is said; the element is <c>it</c>.</param>
    public sealed record ForEach(ValuePath List, IReadOnlyList<TemplatePart> Parts) : TemplatePart;

    /// <summary>Said when a list is there and has no element: <c>{^s1.orders:…}</c>.</summary>
    /// <param name="List">The list.</param>
    /// <param name="Parts">What is said.</param>
    public sealed record WhenEmpty(ValuePath List, IReadOnlyList<TemplatePart> Parts) : TemplatePart;
}
