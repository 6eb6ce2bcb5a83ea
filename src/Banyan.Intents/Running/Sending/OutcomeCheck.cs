using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>Looks up whether a write happened, where it was sent. Only a clear answer counts; a no counts when it is given twice, a moment apart.</summary>
internal sealed class OutcomeCheck(StepSender sender, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Looks.</summary>
    /// <returns>Whether it happened, null when nobody can say; and what the lookup shows of its result.</returns>
    public async Task<(bool? Happened, JsonElement? Value)> LookAsync(WriteOrder order, IntentOperation side, CancellationToken cancellationToken)
    {
        var intent = order.Call.Intent;
        if (intent.Verify is not { } verify
            || ExprParser.Parse(verify.Expr).Root is not { } root
            || order.Scope.Catalogue.Intents.GetValueOrDefault(verify.Via) is not { Effect: Effect.Read } via
            || (side.Backend.Generation == Generation.Legacy ? via.Legacy : via.Modern) is not { } where)
        {
            return (null, null);
        }

        // Its own time: the run's deadline may be what cut the write short.
        var call = new StepCall(via, Shared(order.Call.Arguments, via), order.Call.Subject, order.Call.RunId, order.Call.StepId + "?");
        for (var look = 1; ; look++)
        {
            var reply = await sender.ReadFromAsync(call, where, cancellationToken);
            var happened = reply.Value is { } value ? Holds(root, value, order) : null;
            if (happened is not false || look == 2)
            {
                return (happened, happened is true ? FieldMapping.Trim(reply.Value!.Value, intent.Result) : null);
            }

            await Task.Delay(Moment, time, cancellationToken);
        }
    }

    private bool? Holds(Expr root, JsonElement result, WriteOrder order)
    {
        var roots = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["result"] = result,
            ["args"] = order.Call.Arguments,
            ["caller"] = ConditionInput.Caller(order.Call.Subject),
        };
        return ExprEvaluator.Evaluate(root, new ConditionInput(roots, time.GetUtcNow(), ConditionInput.ZoneOf(order.Call.Subject))).Value switch
        {
            Truth.True => true,
            Truth.False => false,
            Truth.Unknown => null,
        };
    }

    /// <summary>The arguments the two intents have in common by name.</summary>
    private static JsonElement Shared(JsonElement arguments, Intent via)
    {
        var shared = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var argument in arguments.EnumerateObject().Where(argument => via.Params.Properties.ContainsKey(argument.Name)))
        {
            shared[argument.Name] = argument.Value;
        }

        return JsonSerializer.SerializeToElement(shared, State.RunJson.Default.DictionaryStringJsonElement);
    }
}
