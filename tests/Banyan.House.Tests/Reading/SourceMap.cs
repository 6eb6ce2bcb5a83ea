using System.Reflection.Metadata;

namespace Banyan.House.Tests.Reading;

/// <summary>Which source file of ours a type was written in, from the debug symbols beside its assembly.</summary>
internal sealed class SourceMap(MetadataReader symbols)
{
    // Where the compiler keeps the files of types without bodies, such as enums and interfaces.
    private static readonly Guid TypeDocuments = new("932e74bc-dba9-4478-8d46-0f32a7bab3d3");

    private static readonly string[] Roots = ["/src/", "/tests/", "/bench/", "/samples/"];

    /// <summary>The type's file from the root of the repository; null when the compiler or a generator made it.</summary>
    public string? FileOf(MetadataReader reader, TypeDefinitionHandle type) =>
        Documents(reader, type).Select(PathOf).FirstOrDefault(path => path is not null);

    private IEnumerable<DocumentHandle> Documents(MetadataReader reader, TypeDefinitionHandle type)
    {
        foreach (var method in reader.GetTypeDefinition(type).GetMethods())
        {
            var document = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).Document;
            if (!document.IsNil)
            {
                yield return document;
            }
        }

        foreach (var handle in symbols.GetCustomDebugInformation(type))
        {
            var information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) != TypeDocuments)
            {
                continue;
            }

            var blob = symbols.GetBlobReader(information.Value);
            while (blob.RemainingBytes > 0)
            {
                yield return System.Reflection.Metadata.Ecma335.MetadataTokens.DocumentHandle(blob.ReadCompressedInteger());
            }
        }
    }

    private string? PathOf(DocumentHandle handle)
    {
        var path = symbols.GetString(symbols.GetDocument(handle).Name).Replace('\\', '/');
        if (path.Contains("/obj/", StringComparison.Ordinal) || path.EndsWith(".g.cs", StringComparison.Ordinal))
        {
            return null;
        }

        var at = Roots.Max(root => path.LastIndexOf(root, StringComparison.Ordinal));
        return at < 0 ? null : path[(at + 1)..];
    }
}
