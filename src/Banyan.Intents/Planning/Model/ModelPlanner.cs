using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Model;

/// <summary>Asks a model for a plan: one call, temperature 0, a strict schema, ten seconds.</summary>
internal sealed class ModelPlanner(IModelCalls models, IIntentSettings settings, TimeProvider time)
{
    private const int MostOutputTokens = 1200;

    /// <summary>Whether there is a model to ask.</summary>
    public bool IsThere => models.IsThere(settings.Current.PlannerModel);

    /// <summary>Asks for a plan.</summary>
    /// <param name="request">Words and context.</param>
    /// <param name="intents">The intents the model is shown.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The plan; or why there is none: <c>plan_invalid</c> for an answer that is no plan, anything else when no whole answer came.</returns>
    public async ValueTask<(Plan? Plan, Problem? Problem)> PlanAsync(PlanRequest request, IReadOnlyList<Intent> intents, CancellationToken cancellationToken)
    {
        var answer = await models.AskAsync(
            new ModelAsk
            {
                Model = settings.Current.PlannerModel,
                Messages = PlanPrompt.Write(request, intents, time.GetUtcNow()),
                Schema = PlanSchema.Of(intents, request.Subject),
                SchemaName = "plan",
                MaxOutputTokens = MostOutputTokens,
                Subject = request.Subject,
                Budget = request.Budget,
                Purpose = "plan",
            },
            cancellationToken);
        if (answer.Problem is { } problem)
        {
            return (null, problem);
        }

        try
        {
            // Whatever the model says of version and planner, code knows better.
            return (PlanReader.Read(answer.Text) with { CatalogueVersion = request.Catalogue.Version, Planner = "model", PlannerReason = null }, null);
        }
        catch (FormatException broken)
        {
            return (null, new Problem(ProblemWords.PlanInvalid, "The model's plan is none: " + broken.Message));
        }
    }
}
