using System.Globalization;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>The retail tools as intents, and the calls of a task as a plan.</summary>
internal static class RetailIntents
{
    public static Intent Of(string tool, IntentOperation operation) =>
        Made.One("retail." + tool, RetailStore.Writes.Contains(tool, StringComparer.Ordinal) ? Effect.Write : Effect.Read) with
        {
            Modern = null,
            Legacy = operation,
            Idempotency = operation.HonoursKeys ? "key" : "none",
        };

    public static PlanStep[] PlanOf(RetailTask task) =>
    [
        .. task.Actions.Select((action, index) => new PlanStep("s" + (index + 1).ToString(CultureInfo.InvariantCulture), "retail." + action.Tool)
        {
            Args = action.Arguments.EnumerateObject().ToDictionary(argument => argument.Name, argument => (Argument)new Argument.Literal(argument.Value, "user"), StringComparer.Ordinal),
        }),
    ];
}
