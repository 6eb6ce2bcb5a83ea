using System.Text;
using Banyan.Gateway.Prompts.Rendering;

namespace Banyan.Gateway.Prompts.Templates;

/// <summary>Writes a template's text. Values are put in as they are and never read again; time, depth and size are bounded.</summary>
/// <param name="variables">Values by name.</param>
/// <param name="partials">Templates by reference; null where there is none.</param>
internal sealed class TemplateWriter(IReadOnlyDictionary<string, TemplateValue> variables, Func<string, Template?> partials)
{
    /// <summary>The longest text of all messages of a prompt together, in bytes of UTF-8.</summary>
    public const int MostBytes = 1024 * 1024;

    // Lists within lists can cost time without writing anything; each piece taken counts.
    private const int MostPieces = 1_000_000;
    private readonly List<RenderedFile> _files = [];
    private StringBuilder _text = new();
    private int _bytes;
    private int _pieces;

    /// <summary>Why it could not be written; null when it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>Writes one text.</summary>
    /// <returns>The text and the files it names; what was written so far when there is a <see cref="Problem"/>.</returns>
    public (string Text, IReadOnlyList<RenderedFile> Files) Write(Template template)
    {
        _text = new StringBuilder();
        _files.Clear();
        Write(template.Nodes, new Place(null, 0, 0));
        return (_text.ToString(), [.. _files]);
    }

    private void Write(IReadOnlyList<TemplateNode> nodes, Place place)
    {
        if (place.Depth > Template.MostDepth)
        {
            Problem = $"Blocks and partials go more than {Template.MostDepth} deep.";
        }

        for (var i = 0; i < nodes.Count && Problem is null; i++)
        {
            if (++_pieces > MostPieces)
            {
                Problem = $"Lists within lists take more than {MostPieces} pieces.";
                return;
            }

            Write(nodes[i], place);
        }
    }

    private void Write(TemplateNode node, Place place)
    {
        switch (node)
        {
            case TextNode text:
                Append(text.Text);
                break;
            case ValueNode value:
                Append(Find(value.Path, place));
                break;
            case ChoiceNode choice:
                Write(Find(choice.Path, place).IsSome ? choice.WhenSome : choice.WhenNone, place.Deeper());
                break;
            case EachNode each:
                WriteEach(each, place);
                break;
            case PartialNode included when partials(included.Reference) is { } template:
                Write(template.Nodes, new Place(null, 0, place.Depth + 1));
                break;
            case PartialNode missing:
                Problem = $"The partial {missing.Reference} is not there.";
                break;
        }
    }

    private void WriteEach(EachNode each, Place place)
    {
        if (Find(each.Path, place) is not { IsSome: true, Items: { } items })
        {
            Write(each.WhenNone, place.Deeper());
            return;
        }

        for (var i = 0; i < items.Count && Problem is null; i++)
        {
            // An empty body must count too.
            _pieces++;
            Write(each.Body, new Place(items[i], i, place.Depth + 1));
        }
    }

    private TemplateValue Find(TemplatePath path, Place place) => path.Root switch
    {
        TemplatePath.This => (place.Element ?? TemplateValue.Nothing).Find(path.Members),
        TemplatePath.Index => TemplateValue.Of(place.Index),
        _ => variables.TryGetValue(path.Root, out var value) ? value.Find(path.Members) : TemplateValue.Nothing,
    };

    private void Append(TemplateValue value)
    {
        if (value.File is { } file && !_files.Contains(file))
        {
            _files.Add(file);
        }

        Append(value.Text);
    }

    private void Append(string text)
    {
        _bytes += Encoding.UTF8.GetByteCount(text);
        if (_bytes > MostBytes)
        {
            Problem = $"The text is longer than {MostBytes} bytes.";
            return;
        }

        _text.Append(text);
    }

    private readonly record struct Place(TemplateValue? Element, int Index, int Depth)
    {
        public Place Deeper() => this with { Depth = Depth + 1 };
    }
}
