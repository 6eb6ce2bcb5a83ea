namespace Banyan.Gateway.Prompts.Templates;

/// <summary>Reads templates: placeholders, choices, lists, partials, raw blocks and comments. There is no code in them, and no escaping.</summary>
internal sealed class TemplateReader
{
    private readonly TemplateScanner _scanner;
    private readonly Stack<Block> _open = new();
    private readonly List<TemplatePath> _paths = [];
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<string> _partials = [];
    private List<TemplateNode> _into = [];
    private int _depth;

    private TemplateReader(string source) => _scanner = new TemplateScanner(source);

    /// <summary>Reads one.</summary>
    /// <returns>The template, or what is wrong and where.</returns>
    public static (Template? Template, string? Problem) Read(string source)
    {
        if (source.Length > Template.MostLength)
        {
            return (null, $"a template has at most {Template.MostLength} characters.");
        }

        var reader = new TemplateReader(source);
        var problem = reader.ReadAll();
        return problem is null ? (new Template(reader._into, reader._paths, reader._partials, reader._depth), null) : (null, problem);
    }

    private string? ReadAll()
    {
        var tokens = _scanner.Scan();
        for (var i = 0; i < tokens.Count && _scanner.Problem is null; i++)
        {
            if (Take(tokens[i]) is { } wrong)
            {
                return $"{_scanner.Place(tokens[i].At)}: {wrong}";
            }
        }

        return _scanner.Problem ?? (_open.TryPeek(out var left) ? $"{_scanner.Place(left.At)}: {{{{#{left.Word}}}}} is never closed." : null);
    }

    private string? Take(TemplateToken token)
    {
        switch (token.Tag)
        {
            case TemplateTag.None:
                if (token.Text.Length > 0)
                {
                    _into.Add(new TextNode(token.Text));
                }

                return null;
            case TemplateTag.Value:
                return Path(token.Text, out var path) ?? Add(new ValueNode(path));
            case TemplateTag.Partial:
                return TakePartial(token.Text);
            case TemplateTag.If or TemplateTag.Unless or TemplateTag.Each:
                return Open(token);
            case TemplateTag.Else:
                return TakeElse();
            case TemplateTag.End:
                return Close(token.Text);
            default:
                return null;
        }
    }

    private string? TakePartial(string reference)
    {
        if (PromptReference.Read(reference) is not { Id: null })
        {
            return "a partial is named as name, name@label or name:7.";
        }

        if (!_partials.Contains(reference, StringComparer.Ordinal))
        {
            _partials.Add(reference);
        }

        return Add(new PartialNode(reference));
    }

    private string? Open(TemplateToken token)
    {
        var word = token.Tag switch { TemplateTag.If => "if", TemplateTag.Unless => "unless", _ => "each" };
        if (Path(token.Text, out var path) is { } wrong)
        {
            return wrong;
        }

        if (_open.Count >= Template.MostDepth)
        {
            return $"blocks go at most {Template.MostDepth} deep.";
        }

        _open.Push(new Block(word, path, token.At, _into));
        _depth = Math.Max(_depth, _open.Count);
        _into = [];
        return null;
    }

    private string? TakeElse()
    {
        if (!_open.TryPeek(out var block) || block.First is not null)
        {
            return "{{else}} stands once, inside a block.";
        }

        block.First = _into;
        _into = [];
        return null;
    }

    private string? Close(string word)
    {
        if (!_open.TryPeek(out var block) || block.Word != word)
        {
            return $"{{{{/{word}}}}} closes nothing that is open here.";
        }

        _open.Pop();
        IReadOnlyList<TemplateNode> first = block.First ?? _into, second = block.First is null ? [] : _into;
        _into = block.Outer;
        return Add(block.Word switch
        {
            "if" => new ChoiceNode(block.Path, first, second),
            "unless" => new ChoiceNode(block.Path, second, first),
            _ => new EachNode(block.Path, first, second),
        });
    }

    private string? Add(TemplateNode node)
    {
        _into.Add(node);
        return null;
    }

    private string? Path(string text, out TemplatePath path)
    {
        path = TemplatePath.Read(text)!;
        if (path is null)
        {
            return "a value is named as x, x.y, this, this.x or @index.";
        }

        if (!path.IsVariable && !_open.Any(block => block.Word == "each" && block.First is null))
        {
            return $"{path.Root} means something only inside {{{{#each}}}}.";
        }

        if (_asked.Add(text))
        {
            _paths.Add(path);
        }

        return null;
    }

    private sealed class Block(string word, TemplatePath path, int at, List<TemplateNode> outer)
    {
        public string Word { get; } = word;

        public TemplatePath Path { get; } = path;

        public int At { get; } = at;

        public List<TemplateNode> Outer { get; } = outer;

        /// <summary>The body before <c>{{else}}</c>; null while there was none.</summary>
        public List<TemplateNode>? First { get; set; }
    }
}
