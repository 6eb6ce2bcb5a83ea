using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Translation;

/// <summary>What a model said and called in one turn.</summary>
public sealed class ModelTurn
{
    private readonly HubFoldedChoice? _choice;
    private readonly string _idStart;

    internal ModelTurn(HubFold fold, string idStart)
    {
        _choice = fold.Choices.FirstOrDefault();
        _idStart = idStart;
        Calls = [.. Blocks(HubBlockKind.Call).Select((block, i) => new CalledTool(IdOf(block, i), block.Call!.Name.ToString(), block.Text.ToString()))];
    }

    /// <summary>Its calls, in order.</summary>
    public IReadOnlyList<CalledTool> Calls { get; }

    /// <summary>Its thoughts, words and those calls that are answered, as parts of a turn.</summary>
    internal IEnumerable<HubPart> Parts(IReadOnlyList<ToolAnswer> answers, bool withWords)
    {
        foreach (var block in _choice?.Blocks ?? [])
        {
            switch (block.Kind)
            {
                case HubBlockKind.Thought:
                    yield return new HubThought("/turn", block.Text) { Signature = block.Signature, IsRedacted = block.IsRedacted, Id = block.Id };
                    break;
                case HubBlockKind.Text when withWords:
                    yield return new HubText("/turn", block.Text);
                    break;
                case HubBlockKind.Refusal when withWords:
                    yield return new HubRefusal("/turn", block.Text);
                    break;
                default:
                    break;
            }
        }

        var at = 0;
        foreach (var block in Blocks(HubBlockKind.Call))
        {
            var id = IdOf(block, at++);
            if (answers.Any(answer => answer.Call.Id == id))
            {
                yield return new HubCall("/turn") { Id = id, Name = block.Call!.Name, Arguments = Arguments(block.Text), Signature = block.Call.Signature };
            }
        }
    }

    private IEnumerable<HubBlock> Blocks(HubBlockKind kind) => (_choice?.Blocks ?? []).Where(block => block.Kind == kind);

    private string IdOf(HubBlock call, int at) => call.Call!.Id is { Length: > 0 } id ? id : $"{_idStart}_{at}";

    /// <summary>A history wants an object; what was none is told to the model in the result.</summary>
    private static JsonRaw Arguments(JsonText text) => JsonArguments.ToObject(text) ?? JsonRaw.EmptyObject;
}
