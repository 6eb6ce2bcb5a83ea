using System.Text.Json;
using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Planning.Lexical.Building;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning;

/// <summary>The plan of an intent asked for by name: one step with the values given, and the answer's template. Nothing is guessed, and nothing is filled in.</summary>
internal static class DirectPlan
{
    private const string Id = "s1";

    /// <summary>Makes it.</summary>
    public static Plan Of(DirectCall call, PlanRequest request, LexicalPlanner lexical)
    {
        var given = call.Arguments.ValueKind == JsonValueKind.Object ? call.Arguments.EnumerateObject() : default;
        var args = given.ToDictionary(one => one.Name, Argument (one) => new Argument.Literal(one.Value.Clone(), "user"), StringComparer.Ordinal);
        return new Plan
        {
            Kind = PlanKind.Execute,
            CatalogueVersion = request.Catalogue.Version,
            Planner = "direct",
            Steps = [new PlanStep(Id, call.Intent) { Args = args }],
            AnswerTemplate = Template(call, args, request, lexical),
        };
    }

    private static string? Template(DirectCall call, Dictionary<string, Argument> args, PlanRequest request, LexicalPlanner lexical)
    {
        if (lexical.IndexOf(request).Cards.FirstOrDefault(card => card.Intent.Key == call.Intent) is not { } card)
        {
            return null;
        }

        var draft = new StepDraft(Id, card, null);
        foreach (var (name, argument) in args)
        {
            draft.Args[name] = argument;
        }

        return TemplateWriter.Write([draft]);
    }
}
