using System.Text;
using Banyan.Intents.Answering.Grounding;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering;

/// <summary>An answer as a model words it: each whole sentence is checked and released, or replaced by what code would have said.</summary>
internal sealed class WordedAnswer
{
    private readonly AnswerRequest _request;
    private readonly IPlaceholderTable _hidden;
    private readonly IOutputFilter _cleaner;
    private readonly Func<string, ValueTask> _say;
    private readonly SentenceSplitter _splitter = new();
    private readonly GroundFacts _facts = new();
    private readonly StringBuilder _text = new();
    private int _replaced;

    public WordedAnswer(AnswerRequest request, IPlaceholderTable hidden, IOutputFilter cleaner, Func<string, ValueTask> say)
    {
        (_request, _hidden, _cleaner, _say) = (request, hidden, cleaner, say);
        foreach (var ended in request.Scope.Ended.Values.Where(ended => ended is { Status: StepStatus.Succeeded, Value: not null }))
        {
            _facts.Add(hidden.Hide(ended));
        }

        _facts.Add(hidden.Hide(request.Text));
        foreach (var said in request.Said)
        {
            _facts.Add(said.Text);
        }

        foreach (var step in request.Scope.Plan.Steps)
        {
            _facts.Add(request.Scope.Catalogue.Intents.TryGetValue(step.Intent, out var intent) ? intent.Title : step.Intent);
        }
    }

    /// <summary>Takes in a piece of the model's text.</summary>
    public async ValueTask TakeAsync(string piece)
    {
        foreach (var sentence in _splitter.Add(piece))
        {
            await ReleaseAsync(sentence);
        }
    }

    /// <summary>Releases what is left and everything that must be told by code.</summary>
    public async Task<AnswerWords> EndAsync()
    {
        var rest = _splitter.Rest();
        if (rest.Trim().Length > 0)
        {
            await ReleaseAsync(rest);
        }

        if (_text.ToString().Trim().Length == 0 || _replaced > 0)
        {
            // What a model could not say with ground is told by code, once and whole.
            await SayAsync((_text.Length > 0 ? "\n" : "") + PlainAnswer.Write(_request));
        }
        else if (PlainAnswer.MustTell(_request) is { Count: > 0 } must)
        {
            await SayAsync("\n" + string.Join("\n", must));
        }

        var text = _text.ToString().Trim();
        return new AnswerWords(text, _hidden.Hide(text), _replaced);
    }

    private async ValueTask ReleaseAsync(string sentence)
    {
        if (GroundCheck.FirstWithout(sentence, _facts) is not null)
        {
            _replaced++;
            return;
        }

        await SayAsync(_hidden.Restore(sentence));
    }

    private async ValueTask SayAsync(string text)
    {
        var clean = _cleaner.Clean(text);
        _text.Append(clean);
        await _say(clean);
    }
}
