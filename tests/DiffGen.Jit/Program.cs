using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using DiffGen.Jit;

// Compiles every generated method of the assemblies given with full optimisation, and names those that the JIT compiled with minimal optimisation instead, since they are too
// large for it: they would run several times slower. Exit code 1 if there is one, or if none was seen at all.
//
//   dotnet run -c Release --project tests/DiffGen.Jit -- <assembly.dll> …
using var tiers = new TierListener();
int compiled = 0, generic = 0;
foreach (string path in args.Select(Path.GetFullPath))
{
    var dependencies = new AssemblyDependencyResolver(path);
    AssemblyLoadContext.Default.Resolving += (context, name) => dependencies.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
    foreach (MethodBase method in GeneratedMethods.Of(AssemblyLoadContext.Default.LoadFromAssemblyPath(path)))
    {
        if (GeneratedMethods.Compile(method))
        {
            compiled++;
        }
        else
        {
            generic++;
        }
    }
}

string[] minimal = tiers.Minimal();
foreach (string method in minimal)
{
    Console.WriteLine("minimal optimisation: " + method);
}

Console.WriteLine($"{compiled} generated methods compiled, {generic} generic ones left out, {tiers.Optimized} seen optimised, {minimal.Length} with minimal optimisation");
return minimal.Length == 0 && tiers.Optimized > 0 ? 0 : 1;
