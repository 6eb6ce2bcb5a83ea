using Banyan.Intents.Conditions.Templates;

namespace Banyan.Intents.Answering.Templates;

/// <summary>What a template says of which step.</summary>
internal static class TemplateReach
{
    /// <summary>Steps whose values it names whatever happened: it fits only when they succeeded.</summary>
    public static IEnumerable<string> Needs(IReadOnlyList<TemplatePart> parts) => parts.SelectMany(part => part switch
    {
        TemplatePart.Slot slot => [slot.Path.Root],
        TemplatePart.ForEach each => [each.List.Root],
        _ => Enumerable.Empty<string>(),
    });

    /// <summary>Whether it says something of a step that ended so.</summary>
    /// <param name="parts">The template.</param>
    /// <param name="step">Id of the step.</param>
    /// <param name="ended">One of the words of <see cref="EndWords"/>.</param>
    public static bool Tells(IReadOnlyList<TemplatePart> parts, string step, string ended) => parts.Any(part => part switch
    {
        TemplatePart.WhenEnded after => after.Step == step ? after.Status == ended : Tells(after.Parts, step, ended),
        TemplatePart.Slot slot => ended == "ok" && slot.Path.Root == step,
        TemplatePart.ForEach each => ended == "ok" && each.List.Root == step,
        TemplatePart.WhenThere there => ended == "ok" && there.Path.Root == step,
        TemplatePart.WhenEmpty empty => ended == "ok" && empty.List.Root == step,
        _ => false,
    });
}
