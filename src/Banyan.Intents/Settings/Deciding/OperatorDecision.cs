namespace Banyan.Intents.Settings.Deciding;

/// <summary>A decision of an operator that outlives a restart. It stands before what the file says of the same thing.</summary>
/// <param name="Kind">What is decided.</param>
/// <param name="Key">Of what.</param>
/// <param name="Value">How.</param>
/// <param name="By">Who, as <c>key:Ab12Cd34</c>.</param>
/// <param name="Reason">Why, in the operator's words; may be empty.</param>
/// <param name="At">When.</param>
public sealed record OperatorDecision(DecisionKind Kind, string Key, string Value, string By, string Reason, DateTimeOffset At);
