using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Banyan.House.Tests.Reading;

/// <summary>Reads an assembly's metadata and instructions without loading it.</summary>
internal sealed class AssemblyReader
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly SourceMap? _sources;

    private AssemblyReader(PEReader file, SourceMap? sources)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _sources = sources;
    }

    public static BuiltAssembly Read(string project, string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var symbolPath = Path.ChangeExtension(path, ".pdb");
        using var symbols = File.Exists(symbolPath) ? MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(symbolPath)) : null;
        return new AssemblyReader(file, symbols is null ? null : new SourceMap(symbols.GetMetadataReader())).Read(project);
    }

    private BuiltAssembly Read(string project) => new(project)
    {
        References = [.. _reader.AssemblyReferences.Select(handle => _reader.GetString(_reader.GetAssemblyReference(handle).Name))],
        ForeignTypes = _reader.TypeReferences.Select(handle => UseCollector.NameOf(_reader, handle)).ToHashSet(StringComparer.Ordinal),
        Types = [.. _reader.TypeDefinitions.GroupBy(handle => UseCollector.Outermost(_reader, handle)).Where(IsOurs).Select(ReadType)],
        Members = MemberNames().ToHashSet(StringComparer.Ordinal),
    };

    private bool IsOurs(IGrouping<TypeDefinitionHandle, TypeDefinitionHandle> family)
    {
        var type = _reader.GetTypeDefinition(family.Key);
        var nameSpace = _reader.GetString(type.Namespace);
        return nameSpace.StartsWith("Banyan", StringComparison.Ordinal) || (nameSpace.Length == 0 && _reader.StringComparer.Equals(type.Name, "Program"));
    }

    private BuiltType ReadType(IGrouping<TypeDefinitionHandle, TypeDefinitionHandle> family)
    {
        var type = _reader.GetTypeDefinition(family.Key);
        var uses = new HashSet<string>(StringComparer.Ordinal);
        var shows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in family)
        {
            Collect(_reader.GetTypeDefinition(member), new UseCollector(_reader, uses), onlyVisible: false);
            Collect(_reader.GetTypeDefinition(member), new UseCollector(_reader, shows), onlyVisible: true);
        }

        var (baseType, attributes) = (BaseOf(type), type.Attributes);
        var isClass = (attributes & TypeAttributes.Interface) == 0 && baseType is not ("System.ValueType" or "System.Enum" or "System.MulticastDelegate");
        return new BuiltType(_reader.GetString(type.Namespace), UseCollector.WithoutArity(_reader.GetString(type.Name)))
        {
            Uses = uses,
            Shows = shows,
            IsPublic = (attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public,
            IsAbstract = (attributes & TypeAttributes.Abstract) != 0,
            IsOpenClass = isClass && (attributes & (TypeAttributes.Sealed | TypeAttributes.Abstract)) == 0,
            IsEnum = baseType == "System.Enum",
            BaseType = baseType,
            File = family.Select(member => _sources?.FileOf(_reader, member)).FirstOrDefault(path => path is not null),
        };
    }

    private string? BaseOf(TypeDefinition type)
    {
        var into = new HashSet<string>(StringComparer.Ordinal);
        if (type.BaseType.IsNil)
        {
            return null;
        }

        new UseCollector(_reader, into).Add(type.BaseType);
        return into.First();
    }

    private void Collect(TypeDefinition type, UseCollector into, bool onlyVisible)
    {
        if (!type.BaseType.IsNil)
        {
            into.Add(type.BaseType);
        }

        foreach (var handle in type.GetInterfaceImplementations())
        {
            into.Add(_reader.GetInterfaceImplementation(handle).Interface);
        }

        CollectAttributes(type.GetCustomAttributes(), into);
        CollectConstraints(type.GetGenericParameters(), into);
        foreach (var field in type.GetFields().Select(_reader.GetFieldDefinition).Where(field => !onlyVisible || IsVisible(field.Attributes)))
        {
            field.DecodeSignature(into, genericContext: false);
            CollectAttributes(field.GetCustomAttributes(), into);
        }

        foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition).Where(method => !onlyVisible || IsVisible(method.Attributes)))
        {
            method.DecodeSignature(into, genericContext: false);
            CollectAttributes(method.GetCustomAttributes(), into);
            CollectConstraints(method.GetGenericParameters(), into);
            if (!onlyVisible && method.RelativeVirtualAddress != 0)
            {
                CollectBody(_file.GetMethodBody(method.RelativeVirtualAddress), into);
            }
        }
    }

    private void CollectBody(MethodBodyBlock body, UseCollector into)
    {
        if (!body.LocalSignature.IsNil)
        {
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(into, genericContext: false);
        }

        foreach (var region in body.ExceptionRegions.Where(region => !region.CatchType.IsNil))
        {
            into.Add(region.CatchType);
        }

        foreach (var handle in IlTokens.Of(body.GetILBytes()!))
        {
            into.Add(handle);
        }
    }

    private void CollectAttributes(CustomAttributeHandleCollection attributes, UseCollector into)
    {
        foreach (var handle in attributes)
        {
            into.Add(_reader.GetCustomAttribute(handle).Constructor);
        }
    }

    private void CollectConstraints(GenericParameterHandleCollection parameters, UseCollector into)
    {
        foreach (var handle in parameters.SelectMany(parameter => _reader.GetGenericParameter(parameter).GetConstraints()))
        {
            into.Add(_reader.GetGenericParameterConstraint(handle).Type);
        }
    }

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private IEnumerable<string> MemberNames()
    {
        foreach (var type in _reader.TypeDefinitions.Select(_reader.GetTypeDefinition))
        {
            yield return UseCollector.WithoutArity(_reader.GetString(type.Name));
            foreach (var name in type.GetMethods().Select(handle => _reader.GetMethodDefinition(handle).Name)
                .Concat(type.GetProperties().Select(handle => _reader.GetPropertyDefinition(handle).Name))
                .Concat(type.GetFields().Select(handle => _reader.GetFieldDefinition(handle).Name)))
            {
                yield return _reader.GetString(name);
            }
        }
    }
}
