namespace Banyan.Intents.Spine;

/// <summary>Everything that must hold right before a step is sent, in the order of security: default deny. Implemented by Checking.</summary>
internal interface IGuardRails
{
    /// <summary>Binds a step's arguments: caller, user's words, constants, references, entities; never a guess.</summary>
    BindResult Bind(PlanStep step, RunScope scope);

    /// <summary>Checks a bound step. May read through <see cref="IOwnedReads"/>; changes nothing.</summary>
    ValueTask<GuardResult> CheckAsync(PlanStep step, BoundArguments arguments, RunScope scope, CancellationToken cancellationToken);

    /// <summary>What a person reads when a backend says that a record is not there, or not theirs: the same as for another's record, and counted like it.</summary>
    /// <returns>Null when the intent's records have no owner, or the person may see everybody's: then the backend's own word stands.</returns>
    Problem? Absent(Intent intent, BoundArguments arguments, RunScope scope) => null;

    /// <summary>Checks a result on its way out: ownership once more, foreign items out of lists, secret fields away.</summary>
    OutputResult CheckOutput(Intent intent, BoundArguments arguments, System.Text.Json.JsonElement value, RunScope scope);
}
