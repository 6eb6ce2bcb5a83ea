using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking;

/// <summary>A parameter filled from the caller (<c>x-banyan-bind</c>).</summary>
/// <param name="Field">The path, as <c>caller.id</c>.</param>
/// <param name="IsAny">Whether who holds the intent's <c>:any</c> scope may name another person (<c>caller.id|any</c>).</param>
internal sealed record CallerBinding(string Field, bool IsAny)
{
    /// <summary>The binding of a parameter; null when the parameter is free.</summary>
    public static CallerBinding? Of(Intent intent, string parameter)
    {
        if (intent.BindingOf(parameter) is not { } word)
        {
            return null;
        }

        var bar = word.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? new CallerBinding(word, false) : new CallerBinding(word[..bar], word[(bar + 1)..] == "any");
    }

    /// <summary>Whether a person may reach other people's records by an intent: every scope of it is held as <c>…:any</c> too. An intent without scopes gives nobody that right.</summary>
    public static bool ReachesAny(Intent intent, Subject subject) => intent.ReachesAnyFor(subject);

    /// <summary>Whether a planner may fill a parameter for a person.</summary>
    public static bool IsFree(Intent intent, string parameter, Subject subject) => intent.IsFreeFor(subject, parameter);

    /// <summary>The caller's own value; null when it is not known.</summary>
    public static JsonElement? Value(string field, Subject subject) =>
        ValuePath.Read(field).Path is { Root: "caller" } path ? path.In(ConditionInput.Caller(subject)) : null;
}
