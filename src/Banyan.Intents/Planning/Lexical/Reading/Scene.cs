using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Values;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>A message with what is known around it.</summary>
internal sealed class Scene
{
    /// <summary>Reads a request.</summary>
    public Scene(PlanRequest request, LexicalIndex index, DateOnly today)
    {
        Request = request;
        Index = index;
        Today = today;
        Tokens = Tokenizer.Read(request.Text);
        Targets = new Targets(index, Tokens, request.Conversation.Entities);
        Address = AddressReader.Read(request.Text);
    }

    /// <summary>The request.</summary>
    public PlanRequest Request { get; }

    /// <summary>The user's words.</summary>
    public string Text => Request.Text;

    /// <summary>The intents.</summary>
    public LexicalIndex Index { get; }

    /// <summary>The user's day.</summary>
    public DateOnly Today { get; }

    /// <summary>The whole message.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>The things it names.</summary>
    public Targets Targets { get; }

    /// <summary>The address in it; null when there is none.</summary>
    public FoundAddress? Address { get; }
}
