using System.Text;

namespace Banyan.Intents.Answering.Grounding;

/// <summary>Cuts streamed text into sentences; a full stop inside a number, an address or an abbreviation of one letter ends none.</summary>
internal sealed class SentenceSplitter
{
    private readonly StringBuilder _open = new();

    /// <summary>Takes in a piece and gives the sentences that are whole now, white space after them included.</summary>
    public IReadOnlyList<string> Add(string piece)
    {
        _open.Append(piece);
        var text = _open.ToString();
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] is '.' or '!' or '?' && char.IsWhiteSpace(text[i + 1]) && !(i > 0 && i - start == 1)))
            {
                sentences.Add(text[start..(i + 1)]);
                start = i + 1;
            }
        }

        _open.Remove(0, start);
        return sentences;
    }

    /// <summary>What is left at the end.</summary>
    public string Rest()
    {
        var rest = _open.ToString();
        _open.Clear();
        return rest;
    }
}
