namespace Banyan.Intents.Spine;

/// <summary>The stable words of <see cref="Problem.Code"/>.</summary>
internal static class ProblemWords
{
    /// <summary>The person lacks a scope, or no such intent is visible to them.</summary>
    public const string DeniedScope = "denied_scope";

    /// <summary>Another person's data was asked for.</summary>
    public const string DeniedSubject = "denied_subject";

    /// <summary>The record is not the caller's, or does not exist; the two read the same.</summary>
    public const string DeniedOwner = "denied_owner";

    /// <summary>It could not be proved that the record is the caller's.</summary>
    public const string DeniedOwnerUnproven = "denied_owner_unproven";

    /// <summary>A destination came from data instead of from the caller.</summary>
    public const string DeniedTaint = "denied_taint";

    /// <summary>A required argument is missing.</summary>
    public const string ArgMissing = "arg_missing";

    /// <summary>An argument does not fit its schema.</summary>
    public const string ArgInvalid = "arg_invalid";

    /// <summary>An argument of a write has no source that may be believed.</summary>
    public const string ArgUnsourced = "arg_unsourced";

    /// <summary>A reference found no value.</summary>
    public const string RefMissing = "ref_missing";

    /// <summary>The plan names an intent nobody here may use.</summary>
    public const string PlanUnknownIntent = "plan_unknown_intent";

    /// <summary>Steps wait for each other.</summary>
    public const string PlanCycle = "plan_cycle";

    /// <summary>Too many steps, writes, or levels.</summary>
    public const string PlanTooLarge = "plan_too_large";

    /// <summary>The catalogue the plan was made with is gone.</summary>
    public const string PlanStale = "plan_stale";

    /// <summary>The plan is wrong in another way.</summary>
    public const string PlanInvalid = "plan_invalid";

    /// <summary>The intent's definition changed and waits for approval.</summary>
    public const string IntentQuarantined = "intent_quarantined";

    /// <summary>An operator switched the intent off.</summary>
    public const string IntentStopped = "intent_stopped";

    /// <summary>No connection, so nothing was received.</summary>
    public const string BackendUnreachable = "backend_unreachable";

    /// <summary>No answer in time.</summary>
    public const string BackendTimeout = "backend_timeout";

    /// <summary>The backend refused (403, 409, 422 and the like).</summary>
    public const string BackendRejected = "backend_rejected";

    /// <summary>The backend answered what its own description does not allow, or an error of its own.</summary>
    public const string BackendContract = "backend_contract";

    /// <summary>The side that holds the caller's latest changes is down.</summary>
    public const string BackendUnavailable = "backend_unavailable";

    /// <summary>A write was sent and nobody knows whether it happened.</summary>
    public const string UnknownOutcome = "unknown_outcome";

    /// <summary>A ceiling was reached.</summary>
    public const string BudgetExceeded = "budget_exceeded";

    /// <summary>The confirmation came too late.</summary>
    public const string ConfirmExpired = "confirm_expired";

    /// <summary>The confirmation is for something else, or from someone else.</summary>
    public const string ConfirmMismatch = "confirm_mismatch";

    /// <summary>The user said no.</summary>
    public const string ConfirmDeclined = "confirm_declined";

    /// <summary>The conversation is busy with another message.</summary>
    public const string ConversationBusy = "conversation_busy";
}
