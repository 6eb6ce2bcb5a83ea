namespace Banyan.TestKit.Grammar;

/// <summary>The event grammars of the five dialects: what a stream we emit must look like.</summary>
public static class StreamGrammar
{
    /// <summary>Finds every violation in a stream.</summary>
    /// <param name="letter">The dialect: C R A G O.</param>
    /// <param name="stream">The bytes as emitted.</param>
    /// <param name="failed">Whether the stream must end with an error, and without any sign of a clean end.</param>
    public static IReadOnlyList<string> Check(char letter, ReadOnlySpan<byte> stream, bool failed = false)
    {
        var violations = new Violations();
        switch (letter)
        {
            case 'C':
                ChatGrammar.Check(WireEvent.CutSse(stream, violations), failed, violations);
                break;
            case 'R':
                new ResponsesGrammar(violations).Check(WireEvent.CutSse(stream, violations), failed);
                break;
            case 'A':
                new MessagesGrammar(violations).Check(WireEvent.CutSse(stream, violations), failed);
                break;
            case 'G':
                GeminiGrammar.Check(WireEvent.CutSse(stream, violations), failed, violations);
                break;
            case 'O':
                OllamaGrammar.Check(WireEvent.CutLines(stream, violations), failed, violations);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(letter));
        }

        return violations.Found;
    }
}
