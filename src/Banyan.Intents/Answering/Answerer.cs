using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering;

/// <summary>Words answers: by code where the plan's template or a single record will do, else by one streamed model call whose every sentence is checked against the results.</summary>
internal sealed class Answerer(IModelCalls models, IPlaceholders placeholders, IOutputFilter cleaner, IIntentSettings settings)
{
    private const int MostOutputTokens = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Words an answer and releases it sentence by sentence.</summary>
    /// <param name="request">What it is made from.</param>
    /// <param name="say">Takes each released piece, for the person.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<AnswerWords> AnswerAsync(AnswerRequest request, Func<string, ValueTask> say, CancellationToken cancellationToken)
    {
        var hidden = placeholders.Of(request.Scope);
        if (!NeedsModel(request) || !models.IsThere(settings.Current.AnswerModel))
        {
            var plain = cleaner.Clean(PlainAnswer.Write(request));
            await say(plain);
            return new AnswerWords(plain, hidden.Hide(plain), 0);
        }

        var worded = new WordedAnswer(request, hidden, cleaner, say);
        await models.StreamAsync(
            new ModelAsk
            {
                Model = settings.Current.AnswerModel,
                Messages = AnswerPrompt.Write(request, hidden),
                MaxOutputTokens = MostOutputTokens,
                Timeout = Patience,
                Subject = request.Scope.Subject,
                Budget = request.Budget,
                Purpose = "answer",
            },
            worded.TakeAsync,
            cancellationToken);
        return await worded.EndAsync();
    }

    /// <summary>Prose is for several records; a single record, an acknowledgement, a question or a refusal is told by code.</summary>
    private static bool NeedsModel(AnswerRequest request)
    {
        var plan = request.Scope.Plan;
        var done = plan.Steps.Where(step => request.Scope.Ended.TryGetValue(step.Id, out var ended) && ended is { Status: StepStatus.Succeeded, Value: not null }).ToList();
        if (plan.Kind != PlanKind.Execute || done.Count == 0)
        {
            return false;
        }

        var areSingle = done.TrueForAll(step => IsSingle(request.Scope.Ended[step.Id].Value!.Value));
        return plan.AnswerTemplate is null ? done.Count > 1 || !areSingle : !areSingle;
    }

    private static bool IsSingle(System.Text.Json.JsonElement value) =>
        value.ValueKind == System.Text.Json.JsonValueKind.Object
        && !value.EnumerateObject().Any(member => member.Value.ValueKind == System.Text.Json.JsonValueKind.Array && member.Value.GetArrayLength() > 1);
}
