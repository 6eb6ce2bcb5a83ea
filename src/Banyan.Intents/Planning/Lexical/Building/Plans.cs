using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Makes plans of what was found.</summary>
internal static class Plans
{
    /// <summary>The planner's name in its plans.</summary>
    public const string Name = "lexical";

    /// <summary>Steps to run, with the question for what they lack.</summary>
    public static Plan Execute(Scene scene, IReadOnlyList<StepDraft> drafts, IReadOnlyList<string> unmet, double confidence)
    {
        var clarify = Questions.For(drafts);
        var isReady = drafts.Any(draft => draft.Missing.Count == 0);
        return Empty(scene, isReady ? PlanKind.Execute : PlanKind.Clarify) with
        {
            Steps = [.. drafts.Select(draft => draft.Finish())],
            AnswerTemplate = isReady ? TemplateWriter.Write(drafts) : null,
            Clarify = clarify,
            Unmet = unmet,
            Confidence = Math.Clamp(confidence, 0, 1),
        };
    }

    /// <summary>Words only.</summary>
    public static Plan Say(Scene scene, PlanKind kind, string words, IReadOnlyList<string>? unmet = null) =>
        Empty(scene, kind) with { Words = words, Unmet = unmet ?? [] };

    /// <summary>A question which of several intents is meant.</summary>
    public static Plan Ask(Scene scene, Clarification question, IReadOnlyList<string> unmet) =>
        Empty(scene, PlanKind.Clarify) with { Clarify = question, Unmet = unmet, Confidence = 0.4 };

    private static Plan Empty(Scene scene, PlanKind kind) => new() { Kind = kind, CatalogueVersion = scene.Request.Catalogue.Version, Planner = Name };
}
