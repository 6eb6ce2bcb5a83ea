using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Intents.Conditions.Templates;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering.Templates;

/// <summary>Fills a template from the steps' results. A value that is not there leaves its place empty; nothing is invented.</summary>
internal sealed class TemplateRenderer(RunScope scope)
{
    private const int MostOfAList = 20;
    private readonly StringBuilder _text = new();

    /// <summary>Fills the parts of a template.</summary>
    public string Render(IReadOnlyList<TemplatePart> parts)
    {
        _text.Clear();
        Render(parts, null);
        return _text.ToString().Trim();
    }

    private void Render(IReadOnlyList<TemplatePart> parts, JsonElement? element)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case TemplatePart.Words words:
                    _text.Append(words.Text);
                    break;
                case TemplatePart.Slot slot:
                    _text.Append(Find(slot.Path, element) is { } value ? ValueWords.Of(value, slot.Format) : "");
                    break;
                case TemplatePart.WhenEnded ended when Ended(ended):
                    Render(ended.Parts, element);
                    break;
                case TemplatePart.WhenThere there when Find(there.Path, element) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.False) }:
                    Render(there.Parts, element);
                    break;
                case TemplatePart.WhenEmpty empty when Find(empty.List, element) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0:
                    Render(empty.Parts, element);
                    break;
                case TemplatePart.ForEach each when Find(each.List, element) is { ValueKind: JsonValueKind.Array } list:
                    RenderList(each, list);
                    break;
            }
        }
    }

    private void RenderList(TemplatePart.ForEach each, JsonElement list)
    {
        foreach (var one in list.EnumerateArray().Take(MostOfAList))
        {
            Render(each.Parts, one);
        }

        if (list.GetArrayLength() > MostOfAList)
        {
            _text.Append(CultureInfo.InvariantCulture, $" … and {list.GetArrayLength() - MostOfAList} more.");
        }
    }

    private bool Ended(TemplatePart.WhenEnded part) => scope.Ended.TryGetValue(part.Step, out var outcome) && EndWords.Of(outcome.Status) == part.Status;

    private JsonElement? Find(ValuePath path, JsonElement? element)
    {
        var root = path.Root == ExprFunctions.Element ? element : scope.Ended.TryGetValue(path.Root, out var outcome) ? outcome.Value : null;
        return root is { } here ? path.In(here) : null;
    }
}
