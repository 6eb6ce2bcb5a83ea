namespace Banyan.Cli.Chatting.Models;

/// <summary>The conversation somebody has with a model now, and those that were forked off.</summary>
internal sealed class ModelSeat(ModelTalk talk)
{
    private const string First = "main";
    private readonly Dictionary<string, ModelTalk> _others = new(StringComparer.Ordinal);
    private (IReadOnlyList<ModelTurn> Before, string Text)? _asked;

    /// <summary>The conversation.</summary>
    public ModelTalk Talk { get; set; } = talk;

    /// <summary>What it is called among those that were forked.</summary>
    public string Name { get; private set; } = First;

    /// <summary>What the others are called.</summary>
    public IEnumerable<string> Others => _others.Keys.Order(StringComparer.Ordinal);

    /// <summary>What answers have cost so far.</summary>
    public Spent Spent { get; } = new();

    /// <summary>What was said last, and all that was said before it; null before the first message.</summary>
    public (IReadOnlyList<ModelTurn> Before, string Text)? Last =>
        _asked ?? (Talk.Said.Count > 0 ? ([.. Talk.Said.SkipLast(1)], Talk.Said[^1].User) : null);

    /// <summary>Keeps what is being asked, for it may fail.</summary>
    public void Ask(IReadOnlyList<ModelTurn> before, string text) => _asked = (before, text);

    /// <summary>Goes on with another conversation in place of this one.</summary>
    public void Become(ModelTalk talk) => (Talk, _asked) = (talk, null);

    /// <summary>Goes on under another name; what was said so far is kept under the name it had.</summary>
    /// <returns>False when the name is taken.</returns>
    public bool Fork(string name)
    {
        if (name == Name || _others.ContainsKey(name))
        {
            return false;
        }

        _others[Name] = Talk;
        Name = name;
        return true;
    }

    /// <summary>Goes on with one that was forked.</summary>
    /// <returns>False when there is none of that name.</returns>
    public bool Switch(string name)
    {
        if (!_others.Remove(name, out var other))
        {
            return false;
        }

        _others[Name] = Talk;
        (Talk, Name, _asked) = (other, name, null);
        return true;
    }

    /// <summary>A name nobody has.</summary>
    public string FreeName()
    {
        var number = 2;
        while (Name == $"{First}-{number}" || _others.ContainsKey($"{First}-{number}"))
        {
            number++;
        }

        return $"{First}-{number}";
    }
}
