using System.Text.Json;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Scoring;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>Long instructions of customers: how often the exact set of writes is found when its size is given, from names and descriptions alone.</summary>
internal sealed class RetailMeasure
{
    private static readonly string[] Reads = ["calculate", "find_user_id_by_email", "find_user_id_by_name_zip", "get_order_details", "get_product_details", "get_user_details", "list_all_product_types", "think"];
    private readonly List<(string Name, string Text)> _writes = [];
    private readonly List<(string Text, HashSet<string> Writes)> _tasks = [];

    public RetailMeasure()
    {
        using var tools = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "retail", "tools.json")));
        foreach (var tool in tools.RootElement.EnumerateArray().Select(one => one.GetProperty("function")))
        {
            var name = tool.GetProperty("name").GetString()!;
            if (!Reads.Contains(name, StringComparer.Ordinal))
            {
                var description = tool.GetProperty("description").GetString()!;
                _writes.Add((name, string.Join(' ', NameSplitter.Split(name)) + ". " + description.Split(". ")[0] + ". "
                    + string.Join(' ', tool.GetProperty("parameters").GetProperty("properties").EnumerateObject().SelectMany(param => NameSplitter.Split(param.Name)))));
            }
        }

        foreach (var file in new[] { "tasks_test.json", "tasks_dev.json" })
        {
            using var tasks = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "retail", file)));
            foreach (var task in tasks.RootElement.EnumerateArray())
            {
                var writes = task.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("name").GetString()!).Where(name => !Reads.Contains(name, StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
                if (writes.Count > 0)
                {
                    _tasks.Add((task.GetProperty("instruction").GetString()!, writes));
                }
            }
        }
    }

    /// <summary>How many tasks there are.</summary>
    public int Count => _tasks.Count;

    /// <summary>Percent of tasks whose exact set is found.</summary>
    public double ExactSets(Action<string>? tell = null)
    {
        var index = new ScoreIndex([.. _writes.Select((write, i) => new LabelledText(i, Tokenizer.Read(write.Text), TextKind.Name))], _writes.Count);
        var sets = new IntentSets(index, [.. _writes.Select(_ => Array.Empty<int>())], new HashSet<string>(StringComparer.Ordinal));
        var right = 0;
        foreach (var (text, writes) in _tasks)
        {
            var found = sets.Likely(Tokenizer.Read(text), writes.Count).Select(label => _writes[label].Name).ToHashSet(StringComparer.Ordinal);
            if (found.SetEquals(writes))
            {
                right++;
            }
            else
            {
                tell?.Invoke($"{text}\n   want {string.Join(", ", writes)}\n   got  {string.Join(", ", found)}");
            }
        }

        return 100.0 * right / _tasks.Count;
    }
}
