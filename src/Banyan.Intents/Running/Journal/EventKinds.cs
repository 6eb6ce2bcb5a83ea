namespace Banyan.Intents.Running.Journal;

/// <summary>The kinds of a journal's events.</summary>
public static class EventKinds
{
    /// <summary>A run began with a message.</summary>
    public const string MessageReceived = "message_received";

    /// <summary>The plan, pinned with everything it runs on. Nothing adds to it afterwards.</summary>
    public const string PlanAccepted = "plan_accepted";

    /// <summary>A part waits for the user's reply.</summary>
    public const string DraftKept = "draft_kept";

    /// <summary>The run waits for a yes.</summary>
    public const string ConfirmationAsked = "confirmation_asked";

    /// <summary>The user answered a confirmation, or let it run out.</summary>
    public const string ConfirmationGiven = "confirmation_given";

    /// <summary>A condition was evaluated.</summary>
    public const string ConditionEvaluated = "condition_evaluated";

    /// <summary>The guard rails decided on a step.</summary>
    public const string GuardDecided = "guard_decided";

    /// <summary>A step is about to be sent; for a write with its key, backend and arguments.</summary>
    public const string StepStarted = "step_started";

    /// <summary>A step ended, in whatever way.</summary>
    public const string StepEnded = "step_ended";

    /// <summary>A step was taken back.</summary>
    public const string StepCompensated = "step_compensated";

    /// <summary>A piece of the answer was released to the user.</summary>
    public const string AnswerPiece = "answer_piece";

    /// <summary>The answer to a message is whole; the run has ended or waits for a yes.</summary>
    public const string AnswerEnded = "answer_ended";

    /// <summary>Behind the end: an operator said whether a write of unknown outcome was done.</summary>
    public const string OutcomeResolved = "outcome_resolved";

    /// <summary>Nothing more will happen.</summary>
    public const string RunEnded = "run_ended";
}
