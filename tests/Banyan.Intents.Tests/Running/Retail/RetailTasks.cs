using System.Text.Json;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running.Retail;

/// <summary>One call of a task.</summary>
internal sealed record RetailAction(string Tool, JsonElement Arguments)
{
    public bool IsWrite => RetailStore.Writes.Contains(Tool, StringComparer.Ordinal);
}

/// <summary>A task with the calls that solve it.</summary>
internal sealed record RetailTask(string Name, string UserId, IReadOnlyList<RetailAction> Actions)
{
    public int Writes => Actions.Count(action => action.IsWrite);
}

/// <summary>The tasks of the shared data, read where they lie.</summary>
internal static class RetailTasks
{
    private static readonly Lazy<IReadOnlyList<RetailTask>> Read = new(() => [.. Of("tasks_test"), .. Of("tasks_dev")]);

    public static IReadOnlyList<RetailTask> All => Read.Value;

    private static IEnumerable<RetailTask> Of(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestFiles.Find("intents", "retail", file + ".json")));
        var tasks = document.RootElement.Clone().EnumerateArray().ToList();
        return tasks.Select((task, index) => new RetailTask(
            $"{file}[{index}]",
            // This one acts for another person than it names.
            file == "tasks_test" && index == 64 ? "james_sanchez_3954" : task.GetProperty("user_id").GetString()!,
            [.. task.GetProperty("actions").EnumerateArray().Select(action => new RetailAction(action.GetProperty("name").GetString()!, action.GetProperty("kwargs")))]));
    }
}
