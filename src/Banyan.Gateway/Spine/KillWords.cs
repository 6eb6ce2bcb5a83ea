using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>Words for what a kill switch stopped. The reason stays with the operators: it may tell of others.</summary>
public static class KillWords
{
    /// <summary>An ask that was refused.</summary>
    public static Failure Stopped(KillSwitch kill) => new(FailureKind.NotAllowed, "killed", $"An operator has switched {What(kill)} off{Until(kill)}.") { AlreadyRetried = true };

    /// <summary>An answer that was cut.</summary>
    public static Failure Cut(KillSwitch kill) =>
        new(FailureKind.NotAllowed, "killed", $"An operator has switched {What(kill)} off while the answer was under way; the answer is not complete.") { AlreadyRetried = true };

    private static string What(KillSwitch kill) => kill.Scope == SwitchScope.Global ? "everything" : $"the {kill.Scope.ToString().ToLowerInvariant()} '{kill.ScopeId}'";

    private static string Until(KillSwitch kill) => kill.ExpiresAt is { } end ? $" until {end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "";
}
