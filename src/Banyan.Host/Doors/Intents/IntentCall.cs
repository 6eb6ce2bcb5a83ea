using Banyan.Intents.Spine;

namespace Banyan.Host.Doors.Intents;

/// <summary>A request at a door of the orchestrator whose caller is known and may use it.</summary>
/// <param name="Http">The request.</param>
/// <param name="Subject">The person for whom it is made.</param>
/// <param name="Running">What can end it from outside.</param>
/// <param name="Problems">Where to say no.</param>
internal sealed record IntentCall(HttpContext Http, Subject Subject, RunningExchange Running, ProblemResponse Problems)
{
    /// <summary>Cancelled when the caller leaves or the answer is stopped.</summary>
    public CancellationToken Token => Running.Token;

    /// <summary>A word of the path.</summary>
    public string Word(string name) => Http.GetRouteValue(name) as string ?? "";

    /// <summary>An id of the path; null when it is none.</summary>
    public Guid? Id(string name) => Guid.TryParseExact(Word(name), "D", out var id) ? id : null;
}
