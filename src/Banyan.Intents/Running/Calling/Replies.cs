using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Running.Calling;

/// <summary>What answers and failures of backends mean.</summary>
internal static class Replies
{
    /// <summary>Nothing was sent, for the call could not be written down.</summary>
    public static BackendReply NotSent(CallFault fault) => new()
    {
        Problem = new Problem(fault.Code, fault.Detail),
        IsProvablyNotReceived = true,
        Outcome = fault.Code == ProblemWords.ArgInvalid ? RouteOutcome.Answered : RouteOutcome.Unreachable,
    };

    /// <summary>No answer in time: nobody knows.</summary>
    public static BackendReply TimedOut(Backend backend, TimeSpan after) => new()
    {
        Problem = new Problem(ProblemWords.BackendTimeout, $"{backend.Name} did not answer within {after.TotalSeconds:0.#} s."),
        Outcome = RouteOutcome.TimedOut,
    };

    /// <summary>The connection failed. Only a failure to connect proves that nothing was received.</summary>
    public static BackendReply Broke(Backend backend, HttpRequestError error)
    {
        var isBefore = error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        return new BackendReply
        {
            Problem = isBefore
                ? new Problem(ProblemWords.BackendUnreachable, $"{backend.Name} can't be reached.")
                : new Problem(ProblemWords.BackendContract, $"The connection to {backend.Name} broke before its answer was whole."),
            IsProvablyNotReceived = isBefore,
            IsTransient = true,
            Outcome = RouteOutcome.Unreachable,
        };
    }

    /// <summary>An answer, mapped into the intent's names.</summary>
    public static BackendReply Of(BackendCall call, RawAnswer answer)
    {
        if (answer.Body is { } body)
        {
            return Success(call, answer.Status, body);
        }

        var backend = call.Operation.Backend.Name;
        if (answer.Fault is { } fault)
        {
            return Contract(answer.Status, $"{backend} broke its contract: {fault}.");
        }

        var isOwnFault = answer.Status is >= 500 or < 400;
        return new BackendReply
        {
            Status = answer.Status,
            Problem = isOwnFault
                ? new Problem(ProblemWords.BackendContract, $"{backend} failed ({answer.Status}).")
                : new Problem(ProblemWords.BackendRejected, $"{backend} refused ({answer.Status})."),
            IsProvablyNotReceived = answer.Status is 404 or 405 or 501,
            IsTransient = answer.Status is 408 or 429 || (answer.Status >= 500 && answer.Status != 501),
            RetryAfter = answer.RetryAfter,
            Outcome = isOwnFault || answer.Status is 401 or 405 or 408 ? RouteOutcome.Erred : RouteOutcome.Answered,
        };
    }

    private static BackendReply Success(BackendCall call, int status, System.Text.Json.JsonElement body)
    {
        var mapped = FieldMapping.Backwards(call.Operation.Map, body);
        var value = FieldMapping.Trim(mapped.Value, call.Intent.Result);
        var faults = mapped.Faults.Select(fault => $"{fault.Field}: {fault.Reason}").Concat(call.Intent.Result.Validate(value).Select(fault => $"{fault.Path}: {fault.Message}")).Concat(Unowned(call.Intent, value)).Take(5).ToList();
        // A write that was answered has happened, whatever the words of the answer; a read without them is worth nothing.
        return faults.Count > 0 && call.Intent.Effect == Effect.Read
            ? Contract(status, $"{call.Operation.Backend.Name} broke its contract: {string.Join("; ", faults)}.")
            : new BackendReply { Status = status, Value = value, Outcome = faults.Count > 0 ? RouteOutcome.Erred : RouteOutcome.Answered };
    }

    /// <summary>A record that does not say whose it is: nobody may see it, so the other side is asked instead.</summary>
    private static IEnumerable<string> Unowned(Intent intent, System.Text.Json.JsonElement value)
    {
        var name = intent.Owner is { Via: null } owner ? owner.Path.TrimStart('$').TrimStart('.').Split('.', '[')[0] : "";
        return name.Length > 0 && value.ValueKind == System.Text.Json.JsonValueKind.Object && !value.TryGetProperty(name, out _) ? [$"$.{name}: whose it is is not said"] : [];
    }

    private static BackendReply Contract(int status, string detail) =>
        new() { Status = status, Problem = new Problem(ProblemWords.BackendContract, detail), Outcome = RouteOutcome.Erred };
}
