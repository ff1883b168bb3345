namespace DiffGen;

/// <summary>A function to integrate, as a struct so that its call is inlined.</summary>
internal interface IIntegrand
{
    double At(double s);
}
