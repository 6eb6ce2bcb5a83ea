using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering.Templates;

/// <summary>Fills a template from the steps' results. A value that is not there makes its sentence's place empty; nothing is invented.</summary>
internal sealed class TemplateRenderer(RunScope scope)
{
    private const int MostOfAList = 20;
    private readonly StringBuilder _text = new();

    /// <summary>Fills a template; null when it is malformed.</summary>
    public string? Render(string template)
    {
        if (TemplateParser.Parse(template) is not { } nodes)
        {
            return null;
        }

        _text.Clear();
        Render(nodes, null);
        return _text.ToString().Trim();
    }

    private void Render(IReadOnlyList<TemplateNode> nodes, JsonElement? element)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TemplateNode.Words words:
                    _text.Append(words.Text);
                    break;
                case TemplateNode.Value value:
                    _text.Append(Find(value.Path, element) is { } found ? ValueWords.Of(found, value.Format) : "");
                    break;
                case TemplateNode.When part when Holds(part.Path, element):
                    Render(part.Body, element);
                    break;
                case TemplateNode.Unless part when !Holds(part.Path, element):
                    Render(part.Body, element);
                    break;
                case TemplateNode.Each each:
                    RenderList(each, element);
                    break;
            }
        }
    }

    private void RenderList(TemplateNode.Each each, JsonElement? element)
    {
        if (Find(each.Path, element) is not { ValueKind: JsonValueKind.Array } list)
        {
            return;
        }

        foreach (var one in list.EnumerateArray().Take(MostOfAList))
        {
            Render(each.Body, one);
        }

        if (list.GetArrayLength() > MostOfAList)
        {
            _text.Append(CultureInfo.InvariantCulture, $" … and {list.GetArrayLength() - MostOfAList} more.");
        }
    }

    private bool Holds(string path, JsonElement? element)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && scope.Ended.TryGetValue(path[..dot], out var outcome) && StatusHolds(path[(dot + 1)..], outcome.Status) is { } holds)
        {
            return holds;
        }

        return Find(path, element) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.False) } found && !(found.ValueKind == JsonValueKind.Array && found.GetArrayLength() == 0);
    }

    private static bool? StatusHolds(string word, StepStatus status) => word switch
    {
        "ok" => status == StepStatus.Succeeded,
        "skipped" => status == StepStatus.Skipped,
        "denied" => status == StepStatus.Denied,
        "failed" => status == StepStatus.Failed,
        "unknown" => status == StepStatus.UnknownOutcome,
        "blocked" => status == StepStatus.Blocked,
        _ => null,
    };

    private JsonElement? Find(string path, JsonElement? element)
    {
        if (path == ".")
        {
            return element;
        }

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var head = dot < 0 ? path : path[..dot];
        if (scope.Ended.TryGetValue(head, out var outcome))
        {
            return outcome.Value is { } value ? (dot < 0 ? value : JsonPaths.Find(value, path[(dot + 1)..])) : null;
        }

        return element is { } here ? JsonPaths.Find(here, path) : null;
    }
}
