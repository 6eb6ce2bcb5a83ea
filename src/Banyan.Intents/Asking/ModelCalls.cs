using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Intents.Asking;

/// <summary>Asks models through the gateway as the person's service, in-process: the same row, the same ledger.</summary>
/// <remarks>Tokens are reserved from the message's budget before a call and settled with what the attempts were charged, also when the call failed.</remarks>
internal sealed class ModelCalls(IGateway gateway, ICatalog catalog, TimeProvider time) : IModelCalls
{
    private const decimal NanoUsd = 1_000_000_000m;

    /// <inheritdoc />
    public bool IsThere(string alias) => ModelNames.Resolve(alias, catalog.Current) is not null;

    /// <inheritdoc />
    public ValueTask<ModelAnswer> AskAsync(ModelAsk ask, CancellationToken cancellationToken) => RunAsync(ask, null, cancellationToken);

    /// <inheritdoc />
    public ValueTask<ModelAnswer> StreamAsync(ModelAsk ask, Func<string, ValueTask> onText, CancellationToken cancellationToken) => RunAsync(ask, onText, cancellationToken);

    private async ValueTask<ModelAnswer> RunAsync(ModelAsk ask, Func<string, ValueTask>? onText, CancellationToken cancellationToken)
    {
        var snapshot = catalog.Current;
        if (ModelNames.Resolve(ask.Model, snapshot) is not { } model)
        {
            return new ModelAnswer("", new Problem(ProblemWords.BackendUnavailable, "No model is configured."), 0, 0);
        }

        var body = AskBody.Write(ask, model, onText is not null);
        var most = Estimator.InputTokens(body.Length, 0) + ask.MaxOutputTokens;
        if (!ask.Budget.TryReserve(most))
        {
            return new ModelAnswer("", new Problem(ProblemWords.BudgetExceeded, "This message has used up its model calls, tokens or money."), 0, 0);
        }

        var exchange = Make(ask, snapshot, body);
        var sink = new TextSink(onText);
        Problem? problem;
        try
        {
            problem = await PumpAsync(exchange, sink, ask.Timeout, cancellationToken);
        }
        finally
        {
            var (tokens, usd) = Spent(exchange);
            ask.Budget.Settle(most, tokens, usd);
        }

        // What follows checks a plan or words an answer; the thread the model's answer came in on has other connections to serve.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var (spentTokens, spentUsd) = Spent(exchange);
        return new ModelAnswer(sink.Text, problem, spentTokens, spentUsd);
    }

    private async ValueTask<Problem?> PumpAsync(Exchange exchange, TextSink sink, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await using var answer = await gateway.AskAsync(exchange, either.Token);
            var end = await Pump.RunAsync(answer, sink, either.Token);
            cancellationToken.ThrowIfCancellationRequested();
            return end.Kind == StreamEndKind.Completed && sink.Refusal is null && !sink.WasCut
                ? null
                : new Problem(ProblemWords.BackendRejected, Why(end, sink, late.IsCancellationRequested));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Problem(ProblemWords.BackendTimeout, "The model did not answer in time.");
        }
    }

    private static string Why(StreamEnd end, TextSink sink, bool isLate) =>
        isLate ? "The model did not answer in time."
        : sink.Refusal is not null ? "The model refused."
        : sink.WasCut ? "The model's answer was cut at its length."
        : end.Failure?.Message ?? "The model's answer broke off.";

    private Exchange Make(ModelAsk ask, CatalogSnapshot snapshot, byte[] body) => new()
    {
        Id = ExchangeId.New(time),
        Caller = ask.Subject.Caller with { Grants = Grants.All, User = ask.Subject.Id, Feature = "intents." + ask.Purpose },
        Door = "intents",
        Operation = Operation.Chat,
        Catalog = snapshot,
        Deadline = Deadline.After(ask.Timeout, time),
        StartedAt = time.GetUtcNow(),
        StartTimestamp = time.GetTimestamp(),
        Ask = new WireBody(DialectTable.Get(DialectId.OpenAiChat), body, Operation.Chat),
    };

    private static (int Tokens, decimal Usd) Spent(Exchange exchange)
    {
        long tokens = 0, nano = 0;
        foreach (var charge in exchange.Attempts.Select(attempt => attempt.Charge).OfType<Charge>())
        {
            tokens += charge.Usage.Total;
            nano += charge.CostNanoUsd ?? 0;
        }

        return ((int)Math.Min(tokens, int.MaxValue), nano / NanoUsd);
    }
}
